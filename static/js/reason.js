// The field for a reason shows as soon as a finding asks for one; it stays once something is written in it.
document.addEventListener("htmx:afterSwap", () => {
  const place = document.querySelector("[data-ko-reason]");
  if (!place) return;
  const field = place.querySelector("textarea");
  place.hidden = !document.querySelector("[data-ko-asks-reason]") && field.value.trim() === "";
});
