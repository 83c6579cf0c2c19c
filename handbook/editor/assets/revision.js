// A revision begins with what `handbook new-revision` knows: what changed, article by article. Only the day is asked.
import { ask, el, once } from "./handin.js";

const LIST = /#\/collections\/revisies(?:\/?$|\?)/;

/** Offers it above the list of the revisions. */
export function revise() {
  const open = el("button", { type: "button", class: "handboek-knop" }, "Nieuwe revisie");
  const bar = el("aside", { class: "handboek-revisie", "aria-label": "Nieuwe revisie", hidden: "" }, open);
  const day = el("input", { type: "date", id: "handboek-dag", required: "", class: "handboek-vak" });
  const said = el("p", { role: "status", class: "handboek-gezegd" });
  const begin = el("button", { class: "handboek-knop" }, "Begin");
  const close = el("button", { type: "button", class: "handboek-knop handboek-rustig" }, "Sluiten");
  const form = el("form", {}, el("label", { for: "handboek-dag" }, "Vanaf welke dag geldt de nieuwe tekst?"), day, said, el("div", { class: "handboek-knoppen" }, begin, close));
  const box = el(
    "dialog",
    { class: "handboek-venster", "aria-labelledby": "handboek-revisie-kop" },
    el("h2", { id: "handboek-revisie-kop" }, "Nieuwe revisie"),
    el("p", {}, "Een revisie zegt wat er verandert sinds de laatste tekst. Begin er een als uw voorstellen zijn samengevoegd: wat nog wacht, telt niet mee."),
    form,
  );
  document.body.append(bar, box);
  const place = () => {
    bar.hidden = !LIST.test(location.hash);
  };
  addEventListener("hashchange", place);
  place();
  open.addEventListener("click", () => {
    said.textContent = "";
    box.showModal();
  });
  close.addEventListener("click", () => box.close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    once(begin, said, "De revisie wordt gemaakt.", async () => {
      const { versie } = await ask("revisie", { dag: day.value });
      location.hash = `#/collections/revisies/entries/${versie}`;
      // Decap knows of no proposal that it did not make itself.
      location.reload();
    });
  });
}
