// What a paper tells is put into its field when pressed; without this script the button sends the form.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-ko-fill]");
  if (!button) return;
  const field = document.getElementById(button.dataset.koFill);
  if (!field) return;
  event.preventDefault();
  field.value = button.dataset.koValue;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
  button.closest("[data-ko-offer]").remove();
});
