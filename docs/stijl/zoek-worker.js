"use strict";
// Understands what people type, and puts the document that answers it best first.
//
// The index has the words of the site; its `config.zoek` has what docs/gegevens/synoniemen.yml says, and a document's `zoek` has the
// words that employees use for it. What MkDocs makes by itself has neither, and is searched all the same.
// Messages: {type: 0, data: index or its address} gives {type: 1}, with as data why it could not be had; {type: 2, data: text} gives {type: 3, data: {items, bedoelt, gezocht, onbekend, dekking}};
// {type: 4, data: {anchor: passages}}, of a page of that answer, gives {type: 5, data: {anchor: what to show}}.
// Where no worker may start (a folder opened as file://), a page loads this file as a script and asks `zoekmachine(message)`.
// The build puts the files below in this one (handbook/build/search/worker.py), so that a reader fetches one.
importScripts("zoek/woorden.js", "zoek/uitpakken.js", "zoek/kennis.js", "zoek/verbeteren.js", "zoek/lezen.js", "zoek/wegen.js", "zoek/tekens.js", "zoek/tonen.js");

// Words of a question and pages of an answer, at most; and below which share of the best answer another is none.
const MOST = { text: 400, words: 24, pages: 20, sections: 6, less: 1 };

function search(text) {
  const nothing = { items: [], bedoelt: null, gezocht: [], onbekend: [], dekking: 1 };
  if (typeof text !== "string" || !text.trim()) return nothing;
  if (OPERATORS.test(text)) {
    const { asked, groups, without } = searchSigned(text);
    remember(asked);
    // What the question leaves out must not come back as what it may have meant.
    if (groups.length || without) return { ...nothing, items: groups.map((group) => group.map(shown)) };
  }
  const { asked, ...said } = understand(text);
  if (!asked.length) return { ...nothing, ...said, bedoelt: null };
  weigh(asked);
  remember(asked);
  // A word that says nothing leads to the documents that are called so, and no others.
  const found = [...telling.keys()].flatMap((t) => (site.terms.get(t) || []).filter((one) => !site.weak.has(t) || one.title.has(t)));
  const groups = ordered(found, asked, { ...MOST, wholes: wholes(text) });
  return { items: groups.map((group) => group.map(shown)), ...said, dekking: covering(groups, asked, said.onbekend) };
}

// Without a network, what the browser kept of an earlier page is as good.
async function fetched(address) {
  const found = await fetch(address).catch(() => fetch(address, { cache: "force-cache" }));
  if (!found.ok) throw new Error(`${address}: ${found.status}`);
  return found.json();
}

async function reply({ type, data }) {
  if (type === 2) return { type: 3, data: search(data) };
  if (type === 4) return { type: 5, data: Object.fromEntries(Object.entries(data).map(([anchor, passages]) => [anchor, extract(passages)])) };
  try {
    learn(typeof data === "string" ? await fetched(data) : data);
    return { type: 1 };
  } catch (error) {
    return { type: 1, data: String(error) };
  }
}

if (typeof WorkerGlobalScope === "function") addEventListener("message", async (event) => postMessage(await reply(event.data)));
else globalThis.zoekmachine = async (message) => reply(message);
