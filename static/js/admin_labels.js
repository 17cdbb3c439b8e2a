// Django admin leaves fields in table cells, halves of a date and time, and the pickers of related rows without
// a name of their own. They take it from the column's heading or the row's label.
function text(element) {
  return element ? element.textContent.trim().replace(/:$/, "") : "";
}

function hasName(field) {
  return field.labels?.length || field.getAttribute("aria-label") || field.getAttribute("aria-labelledby");
}

function nameFields(root) {
  for (const field of root.querySelectorAll("td input:not([type=hidden]), td select, td textarea")) {
    if (hasName(field)) continue;
    const cell = field.closest("td");
    const heading = cell.closest("table").querySelectorAll("thead th")[cell.cellIndex];
    field.setAttribute("aria-label", text(heading) || "Vælg");
  }
  for (const field of root.querySelectorAll(".datetime input")) {
    if (hasName(field)) continue;
    const label = text(field.closest(".form-row, td")?.querySelector("legend, label"));
    field.setAttribute("aria-label", `${label} ${field.classList.contains("vTimeField") ? "klokkeslæt" : "dato"}`.trim());
  }
  for (const box of root.querySelectorAll(".select2-selection, .select2-selection__rendered")) {
    const select = box.closest(".select2-container")?.previousElementSibling;
    const label = text(select?.labels?.[0]) || select?.getAttribute("aria-label");
    if (label) box.setAttribute("aria-label", label);
  }
  for (const note of root.querySelectorAll("span.help-tooltip[aria-label]")) note.setAttribute("role", "img");
  for (const heading of root.querySelectorAll(".tabular thead th")) {
    if (text(heading)) continue;
    const words = document.createElement("span");
    words.className = "sr-only";
    words.textContent = heading.classList.contains("original") ? "Række" : "Fjern";
    heading.append(words);
  }
  for (const frame of root.querySelectorAll(".tabular.inline-related")) {
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", text(frame.querySelector("h2, legend")) || "Rækker");
  }
}

// The pickers are made by scripts that run after this one; the second pass finds them.
window.addEventListener("load", () => {
  nameFields(document);
  setTimeout(() => nameFields(document), 50);
});
document.addEventListener("formset:added", (event) => nameFields(event.target));
