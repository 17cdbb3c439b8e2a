// "25 % moms" fills in the VAT held in the amount, a fifth of it, in whole øre. The server does the same sum.
function toOre(text) {
  const plain = text.replace(/[\s\u00a0]|kr\.?|,-$/gi, "");
  const danish = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(plain) || /^(\d+)\.(\d{1,2})$/.exec(plain);
  if (!danish) return null;
  return parseInt(danish[1].replaceAll(".", ""), 10) * 100 + parseInt((danish[2] || "").padEnd(2, "0"), 10);
}

function toText(ore) {
  const kroner = String((ore - (ore % 100)) / 100).replace(/\B(?=(\d{3})+$)/g, ".");
  return `${kroner},${String(ore % 100).padStart(2, "0")}`;
}

document.addEventListener("input", (event) => {
  const line = event.target.closest("[data-ko-line]");
  if (!line) return;
  const [gross, vat, tick] = ["gross", "vat", "vat_standard"].map((name) => line.querySelector(`[name$="-${name}"]`));
  if (event.target === vat) tick.checked = false;
  else if (tick.checked && (event.target === gross || event.target === tick)) {
    const ore = toOre(gross.value);
    if (ore !== null) vat.value = toText((ore - (ore % 5)) / 5 + (ore % 5 > 2 ? 1 : 0));
  } else if (event.target === tick) vat.value = "";
});
