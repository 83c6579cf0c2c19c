"use strict";
// What a reader sees of a document: its title and the sentences that answer, with marks.

const SENTENCE = /(?<=[.?!:;])(?<!\b[A-Z]\.) (?=["'‘’“„(]*[A-ZÀ-Ý\d+])/;
// Signs of a piece and of a whole extract; what the sentence behind one adds, what the last one loses, what one that refers is worth,
// and how much a second piece must have of the first.
const EXTRACT = { length: 160, most: 300, behind: 0.5, late: 0.35, refers: 0.75, second: 0.9 };

// What was asked last: by word the thing asked for, and how much it says there. The index has one form of a word that stands further
// down, and a text may have another: that says as much.
let telling = new Map(), roots = new Map();

const told = (word) => telling.get(word) || roots.get(stem(word));

function remember(asked) {
  telling = new Map();
  roots = new Map();
  asked.forEach(({ found, rare }, thing) => {
    for (const { parts, any, sure } of found) {
      const much = (sure * rare) / (any || parts).length;
      for (const word of any ? any.flat() : parts) {
        const had = telling.get(word);
        if (!had || had.much < much) telling.set(word, { thing, much });
      }
    }
  });
  for (const [word, one] of telling) if (!(roots.get(stem(word))?.much > one.much)) roots.set(stem(word), one);
}

// What a text says of each thing that was asked, by its most telling word.
function says(text) {
  const best = new Map();
  for (const word of words(text)) {
    const { thing, much = 0 } = told(word) || {};
    if (much > (best.get(thing) || 0)) best.set(thing, much);
  }
  return best;
}

const sum = (said, but = new Map()) => [...said].reduce((all, [thing, much]) => all + (but.has(thing) ? 0 : much), 0);

// The sentences of a section that say most of what was asked.
function extract(passages) {
  const sentences = passages.flatMap((passage, of) => passage.split(SENTENCE).map((text) => ({ text, of, much: says(text) })));
  const ends = sentences.map((_, at) => windowFrom(sentences, at));
  const worth = sentences.map(({ text, of, much }, at) => {
    const behind = ends[at] > at + 1 ? sentences[at + 1] : null;
    const all = sum(much) + (behind ? EXTRACT.behind * sum(behind.much, much) : 0);
    // A rule stands above what is told about it, and what only refers to another place is no answer.
    return all * (1 - (EXTRACT.late * at) / sentences.length) * (/\bartikel(?:en)? \d/.test(text) ? EXTRACT.refers : 1);
  });
  const best = worth.indexOf(Math.max(...worth));
  const pieces = [[best, ends[best]]];
  const length = ([from, to]) => sentences.slice(from, to).reduce((all, { text }) => all + text.length + 1, 0);
  const others = sentences.map((_, at) => at).filter((at) => (at < best && ends[at] <= best) || at >= ends[best]);
  const second = others.reduce((a, at) => (worth[at] > worth[a] ? at : a), others[0]);
  // Beside the best: another that says as much, or else how the section begins; as much of it as there is room for.
  const beside = [...(worth[second] > EXTRACT.second * worth[best] ? [[second, ends[second]]] : []), [0, Math.min(ends[0], best)], [0, Math.min(1, best)]];
  const room = EXTRACT.most - length(pieces[0]);
  const other = beside.find((piece) => piece[1] > piece[0] && length(piece) < room);
  if (other) pieces.push(other);
  pieces.sort((a, b) => a[0] - b[0]);
  let at = 0, shown = "";
  for (const [from, to] of pieces) {
    shown += (from > at ? "… " : "") + marked(cut(sentences.slice(from, to).map(({ text }) => text).join(" "))) + " ";
    at = to;
  }
  return at < sentences.length ? `${shown.trimEnd()}\u00a0…` : shown;
}

// Where the sentences end that are shown with the one at `at`: a question or the beginning of a list with what follows it, and else
// what stands in the same paragraph, as long as it is short.
function windowFrom(sentences, at) {
  let end = at + 1, long = sentences[at].text.length;
  while (end < sentences.length) {
    const open = /[?:;]$/.test(sentences[end - 1].text), { text, of } = sentences[end];
    // The first sentence says little by itself where it is short.
    if (!open && (long > EXTRACT.length * 0.6 || (of !== sentences[end - 1].of && at > 0))) break;
    if (long + text.length > EXTRACT.length && !(open && end === at + 1)) break;
    long += text.length + 1;
    end++;
  }
  return end;
}

const cut = (text) => (text.length > EXTRACT.most ? `${text.slice(0, text.lastIndexOf(" ", EXTRACT.most))} …` : text);

const safe = (text) => text.replace(/&(?!#?\w+;)/g, "&amp;").replace(/</g, "&lt;");

// A text with marks, as HTML; `html` is what MkDocs made, and has none but entities in it.
function marked(text, html = false) {
  const asIs = html ? (part) => part : safe;
  let out = "", at = 0;
  for (const t of tokens(html ? blind(text) : text)) {
    if (!told(t.word)) continue;
    out += `${asIs(text.slice(at, t.at))}<mark>${asIs(text.slice(t.at, t.end))}</mark>`;
    at = t.end;
  }
  return out + asIs(text.slice(at));
}

const shown = ({ one: { doc }, score, covered, waarom }) => ({ location: doc.location, title: marked(doc.title, true), text: doc.text ? extract([doc.text]) : "", score, dekking: covered, waarom });
