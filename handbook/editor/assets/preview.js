// Shows a page beside its form as the site would: the server on this computer makes it of what was typed, without saving it.
import { format } from "./shapes.js";

const PAUSE_MS = 900;

/** What the file of a page is called as long as nobody saved it. */
const BEGUN = "nieuwe-pagina.md";

/** Gives the pages of a collection their preview. */
export function register(CMS, collection) {
  CMS.registerPreviewTemplate(collection.name, shown(format(collection.fields, { page: true }), `${collection.folder}/${BEGUN}`, window.createClass, window.h));
}

function shown(file, begun, createClass, h) {
  return createClass({
    getInitialState: () => ({ address: "", said: "Het voorbeeld wordt gemaakt.", points: [] }),

    componentDidMount() {
      this.ask();
    },

    componentDidUpdate(before) {
      if (before.entry.get("data") === this.props.entry.get("data")) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE_MS);
    },

    componentWillUnmount() {
      clearTimeout(this.timer);
      this.gone = true;
    },

    async ask() {
      const path = this.props.entry.get("path") || begun;
      const text = file.toFile(this.props.entry.get("data").toJS());
      if (text === this.text) return;
      // One at a time: the newest text is asked for when the one before was answered.
      if (this.busy) {
        this.again = true;
        return;
      }
      this.busy = true;
      this.text = text;
      this.setState({ said: "Het voorbeeld wordt bijgewerkt." });
      const state = await made(path, text).catch(() => ({ said: "Het voorbeeld is nu niet te maken.", points: [] }));
      this.busy = false;
      if (this.gone) return;
      this.setState(state);
      if (this.again) {
        this.again = false;
        this.ask();
      }
    },

    /** The page stays where its reader was. */
    loaded({ target }) {
      const view = target.contentWindow;
      if (this.y) view.scrollTo(0, this.y);
      view.addEventListener("scroll", () => {
        this.y = view.scrollY;
      });
    },

    render() {
      const { address, said, points } = this.state;
      return h(
        "div",
        { style: { position: "fixed", inset: 0, display: "flex", flexDirection: "column", font: "16px/1.5 system-ui, sans-serif" } },
        h("p", { role: "status", style: { margin: 0, padding: "8px 64px 8px 12px", background: "#eef1f5", color: "#1c1b1f" } }, said),
        points.length > 0 &&
          h(
            "ul",
            { style: { margin: 0, padding: "8px 64px 8px 32px", maxHeight: "40%", overflow: "auto", background: "#fdf1f0", color: "#1c1b1f" } },
            points.map((point, at) => h("li", { key: at }, point)),
          ),
        address && h("iframe", { src: address, title: "Zo leest de pagina", onLoad: (event) => this.loaded(event), style: { flex: 1, border: 0 } }),
      );
    },
  });
}

async function made(path, text) {
  const answer = await fetch("/beheer/voorbeeld", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ pad: path, tekst: text }),
  });
  const found = await answer.json();
  if (found.punten) return { said: "Zo kan de pagina niet worden getoond. Dit moet eerst anders:", points: found.punten };
  if (!found.nummer) return { said: found.message, points: [] };
  const page = path.replace(/^docs\//, "").replace(/(?:^|(?<=\/))index\.md$/, "").replace(/\.md$/, "/");
  return { address: `/concept/${page}?voorbeeld=${found.nummer}`, said: "Zo leest de pagina, met de gegevens van nu. Dit voorbeeld slaat niets op.", points: [] };
}
