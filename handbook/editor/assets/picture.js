// The text of a page, with a way to put a picture or an attachment in it: what it shows is asked, and the server says at once what is wrong with a file.
import { ask, el, once } from "./handin.js";

const ATTACHED = /\.(?:pdf|docx|odt)$/i;

/** The field for the text of a page; `local` where there is a server that can take a file. */
export function write(CMS, collections, local) {
  const { createClass, h } = window;
  const folders = Object.fromEntries(collections.filter(({ folder }) => folder).map(({ name, folder }) => [name, folder]));
  const box = local && drawn();
  if (box) document.body.append(box.window);
  CMS.registerWidget(
    "tekst",
    createClass({
      add() {
        const area = document.getElementById(this.props.forID);
        const at = area.selectionEnd;
        open(box, depth(folders), (line) => {
          const text = this.props.value || "";
          const before = text.slice(0, at);
          const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
          const own = line.startsWith("!");
          this.props.onChange(own ? `${before}${gap}${line}\n${text.slice(at).replace(/^(?!\n)/, "\n")}` : `${before}${line}${text.slice(at)}`);
          area.focus();
        });
      },
      render() {
        const { forID, value, onChange, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
        const lines = (value || "").split("\n").length;
        const area = h("textarea", {
          id: forID,
          key: "vak",
          className: `${classNameWrapper} handboek-tekst`,
          value: value || "",
          rows: Math.min(Math.max(lines + 2, 10), 40),
          onChange: (event) => onChange(event.target.value),
          onFocus: setActiveStyle,
          onBlur: setInactiveStyle,
        });
        const button = box && h("button", { type: "button", key: "knop", className: "handboek-knop handboek-rustig handboek-erbij", onClick: () => this.add() }, "Beeld of bijlage toevoegen");
        return h("div", {}, [area, button]);
      },
    }),
  );
}

/** How many folders lie between the page that is open and docs/. */
function depth(folders) {
  const name = /#\/collections\/([^/?]+)/.exec(location.hash)?.[1] ?? "";
  return (folders[name] ?? "docs").split("/").length - 1;
}

function drawn() {
  const file = el("input", { type: "file", id: "handboek-bestand", required: "", accept: ".png,.jpg,.jpeg,.webp,.svg,.pdf,.docx,.odt", class: "handboek-vak" });
  const asked = el("label", { for: "handboek-woorden" });
  const words = el("input", { type: "text", id: "handboek-woorden", required: "", maxlength: "300", class: "handboek-vak handboek-breed" });
  const said = el("p", { role: "status", class: "handboek-gezegd" });
  const put = el("button", { class: "handboek-knop" }, "Voeg toe");
  const close = el("button", { type: "button", class: "handboek-knop handboek-rustig" }, "Sluiten");
  const form = el(
    "form",
    {},
    el("label", { for: "handboek-bestand" }, "Welk bestand?"),
    file,
    asked,
    words,
    said,
    el("div", { class: "handboek-knoppen" }, put, close),
  );
  const window_ = el(
    "dialog",
    { class: "handboek-venster", "aria-labelledby": "handboek-beeld-kop" },
    el("h2", { id: "handboek-beeld-kop" }, "Beeld of bijlage toevoegen"),
    el("p", {}, "Een foto of tekening (png, jpg, webp of svg) is kleiner dan 1 MB. Een bijlage is een pdf, of een bestand van Word of LibreOffice. Staan er mensen op een foto? Vraag hun eerst toestemming."),
    form,
  );
  file.addEventListener("change", () => name(file, asked));
  close.addEventListener("click", () => window_.close());
  return { window: window_, file, asked, words, said, put, form };
}

const name = (file, asked) => {
  asked.textContent = ATTACHED.test(file.value) ? "Welke woorden leiden naar de bijlage?" : "Wat is er te zien? Deze woorden zijn voor wie het beeld niet ziet.";
};

function open(box, levels, done) {
  box.form.reset();
  box.said.textContent = "";
  box.said.classList.remove("handboek-mis");
  name(box.file, box.asked);
  box.form.onsubmit = (event) => {
    event.preventDefault();
    once(box.put, box.said, "Het bestand wordt nagekeken.", async () => {
      const [chosen] = box.file.files;
      const { pad, punten } = await ask("bestand", { naam: chosen.name, inhoud: await content(chosen) });
      const words = box.words.value.trim().replace(/\s+/g, " ").replace(/[[\]\\]/g, "\\$&");
      done(`${ATTACHED.test(pad) ? "" : "!"}[${words}](${"../".repeat(levels)}${pad})`);
      if (punten.length === 0) box.window.close();
      else box.said.textContent = `Het bestand staat in de tekst. Kijk nog naar dit: ${punten.join(" ")}`;
    });
  };
  box.window.showModal();
}

function content(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed(new Error("Dit bestand is niet te lezen. Kies het opnieuw."));
    reader.readAsDataURL(file);
  });
}
