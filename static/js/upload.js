// Step 1 of a voucher: files are sent one by one to the form's own address while the member goes on.
// A file is never dropped: what could not be sent waits with its sentence and a button. Without this script the
// form sends its files as any form does.
const form = document.querySelector("form[data-ko-upload]");
if (form) {
  const list = document.querySelector(`[data-ko-queue="${form.id}"]`);
  const papers = document.getElementById(form.dataset.koUpload);
  const waiting = [];
  let sending = null;
  let leaveBy = null;
  document.documentElement.classList.add("has-upload");

  function line(name) {
    const item = document.createElement("li");
    item.className = "ko-upload";
    const title = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = name;
    title.append(strong);
    const words = document.createElement("p");
    words.className = "form-hint";
    words.textContent = "Venter";
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", `Sender ${name}`);
    item.append(title, bar, words);
    list.append(item);
    return { item, bar, words };
  }

  function add(files) {
    for (const file of files) waiting.push({ file, ...line(file.name) });
    next();
  }

  function next() {
    if (sending) return;
    sending = waiting.find((one) => !one.failed) || null;
    if (sending) send(sending);
    else if (leaveBy && waiting.length === 0) form.requestSubmit(leaveBy);
  }

  function send(one) {
    const data = new FormData(form);
    data.delete("files");
    data.delete("camera");
    data.append("files", one.file, one.file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.timeout = 180000;
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      one.bar.value = (100 * event.loaded) / event.total;
      one.words.textContent = event.loaded < event.total ? "Sendes" : "Modtages";
    });
    request.addEventListener("load", () => received(one, request));
    request.addEventListener("error", () => failed(one, "Der var ingen forbindelse. Filen er her endnu."));
    request.addEventListener("timeout", () => failed(one, "Det tog for lang tid. Filen er her endnu."));
    one.words.textContent = "Sendes";
    request.send(data);
  }

  function received(one, request) {
    const part = document.createElement("template");
    part.innerHTML = request.responseText;
    const url = part.content.querySelector("[data-ko-url]");
    if (request.status === 403 || (request.status === 200 && !url && !part.content.querySelector("[data-ko-problem]"))) {
      failed(one, "Du er logget ud. Log ind i en anden fane, og prøv igen.");
      return;
    }
    if (!url) {
      const problem = part.content.querySelector("[data-ko-problem]");
      failed(one, problem ? problem.textContent.trim() : "Filen kunne ikke modtages. Prøv igen.");
      return;
    }
    one.item.remove();
    waiting.splice(waiting.indexOf(one), 1);
    for (const refused of part.content.querySelectorAll("[data-ko-refused]")) list.append(refused);
    part.content.querySelector(".ko-refused")?.remove();
    history.replaceState(null, "", url.dataset.koUrl);
    papers.replaceChildren(part.content);
    window.htmx?.process(papers);
    sending = null;
    next();
  }

  function failed(one, sentence) {
    one.failed = true;
    one.words.className = "form-error-message";
    one.words.textContent = sentence;
    if (!one.again) {
      one.again = document.createElement("button");
      one.again.type = "button";
      one.again.className = "button button-secondary";
      one.again.textContent = "Prøv igen";
      one.again.addEventListener("click", () => again(one));
      one.item.append(one.again);
    }
    one.again.hidden = false;
    leaveBy = null;
    sending = null;
    next();
  }

  function again(one) {
    one.failed = false;
    one.again.hidden = true;
    one.words.className = "form-hint";
    next();
  }

  form.addEventListener("change", (event) => {
    if (event.target.type !== "file") return;
    add([...event.target.files]);
    event.target.value = "";
  });
  form.addEventListener("submit", (event) => {
    if (waiting.length === 0) return;
    event.preventDefault();
    leaveBy = event.submitter;
    const failing = waiting.find((one) => one.failed);
    if (failing) failing.again.focus();
  });
  window.addEventListener("online", () => waiting.filter((one) => one.failed).forEach(again));
  window.addEventListener("beforeunload", (event) => {
    if (waiting.length > 0) event.preventDefault();
  });

  const drop = form.querySelector("[data-ko-drop]");
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });
}
