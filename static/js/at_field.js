// A finding also stands at the field it speaks of. The server puts it there with the page; this while one writes.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "bemaerkninger") return;
  for (const place of document.querySelectorAll("[data-ko-at]")) {
    const fields = place.dataset.koAt.split(" ");
    const asksFirst = fields.includes("meeting") && !document.querySelector("[name=meeting]:checked");
    const found = asksFirst ? [] : [...document.querySelectorAll(".ko-finding[data-ko-field]")].filter((one) => fields.includes(one.dataset.koField));
    place.replaceChildren(...found.map(short));
  }
});

function short(finding) {
  const words = document.createElement("p");
  words.className = finding.className.replace("ko-finding ", "ko-at ");
  const mark = finding.querySelector(".ko-finding-mark > span").cloneNode(true);
  words.append(mark, ` ${finding.querySelector(".ko-finding-sentence").textContent}`);
  return words;
}
