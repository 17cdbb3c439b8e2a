// What every page can do a little better with a script than without. Each behaviour hangs on data-ko-* attributes.

// Focus: the first error summary of a fresh page or of what htmx just put in takes the focus.
function focusFirst(root) {
  const target = root.querySelector("[data-ko-focus]");
  if (target) target.focus();
}
document.addEventListener("DOMContentLoaded", () => focusFirst(document));
document.addEventListener("htmx:afterSettle", (event) => focusFirst(event.detail.elt));

// Once: a form that is on its way is not sent a second time. The button keeps its name and value. The attribute is
// asked, for form.method is a field where the form has one of that name.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.koSent) {
    event.preventDefault();
    return;
  }
  form.dataset.koSent = "1";
  form.setAttribute("aria-busy", "true");
});
// Back from the next page: the form may be sent again. A page that shows for the first time, its last picture loaded, may
// have a form on its way.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-ko-sent]")) {
    delete form.dataset.koSent;
    form.removeAttribute("aria-busy");
  }
});

// Folded parts: a link to a closed <details> opens it and puts the cursor in its first field.
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (!(target instanceof HTMLDetailsElement)) return;
  target.open = true;
  target.querySelector("textarea, input:not([type=hidden]), select")?.focus();
}
window.addEventListener("hashchange", openTarget);
document.addEventListener("DOMContentLoaded", openTarget);
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.hash === location.hash) openTarget();
});

// Menus: an open <details class="ko-user"> closes on Escape and on a click outside it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.ko-user[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.ko-user[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
