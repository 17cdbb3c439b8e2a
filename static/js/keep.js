// What is typed is kept in this tab until the server has it: after a lost session or a lost connection the page
// offers it back. Forms carry data-ko-keep; CPR numbers, birthdays, files and tokens are never kept.
const KEPT = "ko-kept:";
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "udgave", "cpr", "born"]);

function typed(form) {
  const found = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !LEFT_OUT.has(name)) (found[name] ||= []).push(value);
  }
  return JSON.stringify(found);
}

function put(form, text) {
  const kept = JSON.parse(text);
  for (const field of form.elements) {
    if (!field.name || LEFT_OUT.has(field.name) || field.type === "file") continue;
    const values = kept[field.name] || [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else if (field.tagName !== "BUTTON" && values.length) field.value = values[0];
  }
  form.querySelector("input, select, textarea")?.dispatchEvent(new Event("change", { bubbles: true }));
}

function offer(form, key, text) {
  const notice = document.createElement("div");
  notice.className = "alert alert-info ko-kept";
  notice.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = "Det, du skrev sidst, nåede ikke at blive gemt. ";
  const back = document.createElement("button");
  back.type = "button";
  back.className = "button button-secondary";
  back.textContent = "Sæt det ind igen";
  const forget = document.createElement("button");
  forget.type = "button";
  forget.className = "function-link";
  forget.textContent = "Glem det";
  back.addEventListener("click", () => {
    put(form, text);
    notice.remove();
  });
  forget.addEventListener("click", () => {
    sessionStorage.removeItem(key);
    notice.remove();
  });
  notice.append(words, back, forget);
  form.before(notice);
}

for (const form of document.querySelectorAll("form[data-ko-keep]")) {
  const key = KEPT + location.pathname;
  const kept = sessionStorage.getItem(key);
  const shown = typed(form);
  if (kept && kept !== shown && !document.querySelector(".ko-errors")) offer(form, key, kept);
  else sessionStorage.removeItem(key);
  for (const name of ["input", "change"]) {
    form.addEventListener(name, () => sessionStorage.setItem(key, typed(form)));
  }
  form.addEventListener("htmx:beforeRequest", () => (form.dataset.koKeptSent = typed(form)));
  form.addEventListener("htmx:afterSwap", () => {
    if (form.querySelector(".ko-saved") && form.dataset.koKeptSent === typed(form)) sessionStorage.removeItem(key);
  });
}

// A fragment that comes back as the sign-in page is not put in: the person is told instead.
document.addEventListener("htmx:beforeSwap", (event) => {
  const answer = event.detail.xhr;
  if (!answer.responseURL || new URL(answer.responseURL).pathname === event.detail.pathInfo.requestPath) return;
  event.detail.shouldSwap = false;
  const words = document.createElement("p");
  words.className = "form-error-message";
  words.setAttribute("role", "alert");
  words.textContent = "Du er logget ud. Hent siden igen og log ind: det, du har skrevet, bliver her så længe.";
  event.detail.target.replaceChildren(words);
});
