// Keyboard shortcuts: a link or button with data-ko-key="g" answers to g; ? shows them all. Never while typing.
const typing = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest(typing) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    showKeys();
    return;
  }
  const target = [...document.querySelectorAll("[data-ko-key]")].find(
    (element) => element.dataset.koKey === event.key.toLowerCase() && !element.disabled,
  );
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.click();
});

function showKeys() {
  const keyed = [...document.querySelectorAll("[data-ko-key]")];
  if (!keyed.length) return;
  const dialog = document.createElement("dialog");
  dialog.className = "ko-dialog ko-keys";
  dialog.setAttribute("aria-label", "Taster");
  const heading = document.createElement("h2");
  heading.textContent = "Taster på denne side";
  const list = document.createElement("dl");
  for (const element of keyed) {
    const key = document.createElement("kbd");
    key.textContent = element.dataset.koKey;
    const term = document.createElement("dt");
    term.append(key);
    const what = document.createElement("dd");
    what.textContent = element.dataset.koKeyText || element.textContent.trim();
    list.append(term, what);
  }
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.className = "button button-secondary";
  close.textContent = "Luk";
  form.append(close);
  dialog.append(heading, list, form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// Whoever works with a mouse and a keyboard is told that there are keys.
document.addEventListener("DOMContentLoaded", () => {
  const foot = document.querySelector(".ko-foot");
  if (!foot || !document.querySelector("[data-ko-key]") || !matchMedia("(hover: hover)").matches) return;
  const open = document.createElement("button");
  open.type = "button";
  open.className = "function-link ko-keys-open";
  open.textContent = "Taster (?)";
  open.addEventListener("click", showKeys);
  foot.append(open);
});
