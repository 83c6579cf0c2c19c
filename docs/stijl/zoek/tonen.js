"use strict";
// What a reader sees of a document: its title and the sentence that answers, with marks.

function marked(text, hits, start = 0, end = text.length) {
  let out = "", at = start;
  for (const t of tokens(blind(text))) {
    if (!hits.has(t.word) || t.at < at || t.end > end) continue;
    out += `${text.slice(at, t.at)}<mark>${text.slice(t.at, t.end)}</mark>`;
    at = t.end;
  }
  return out + text.slice(at, end);
}

// Two or three lines of the text around what was found.
function snippet(text, hits) {
  const first = tokens(blind(text)).find((t) => hits.has(t.word))?.at || 0;
  const start = first < 60 ? 0 : text.lastIndexOf(" ", first - 40) + 1;
  let end = text.indexOf(" ", start + MOST.snippet);
  if (end < 0) end = text.length;
  return (start ? "… " : "") + marked(text, hits, start, end) + (end < text.length ? " …" : "");
}

function shown({ one: { doc }, score, covered, waarom }, hits) {
  return { location: doc.location, title: marked(doc.title, hits), text: snippet(doc.text || "", hits), score, dekking: covered, waarom };
}
