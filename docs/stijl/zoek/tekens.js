"use strict";
// A question with signs: +with, -without, "all of these", begin*, near~1, weight^2, title:word. Without any, a word may go on.

const OPERATORS = /(?:^|\s)[+-]\p{L}|"[^"]+"|[\p{L}\p{N}](?:\*|[~^]\d)|(?:^|\s)(?:title|text):\p{L}/u;

function signed(text) {
  const spelt = fold(text.slice(0, MOST.text)).replace(/"([^"]+)"/g, (_, all) => all.trim().replace(/^|\s+/g, " +"));
  return spelt.split(/\s+/).flatMap((part) => {
    const [, sign, field, rest, near, weight] = /^([+-]?)(?:(title|text):)?(.*?)(?:~(\d))?(?:\^(\d+))?$/.exec(part);
    return (rest.match(/\p{N}+(?:[.:]\p{N}+)+|[\p{L}\p{N}*]*[\p{L}\p{N}][\p{L}\p{N}*]*/gu) || []).map((typed) => {
      const word = typed.replace(/:/g, ".");
      const goesOn = !sign && !near && !weight ? ".*" : "";
      const alike = new RegExp(`^${word.replace(/\./g, "\\.").replace(/\*+/g, ".*")}${goesOn}$`);
      const terms = [...site.terms.keys()].filter((term) => (near ? slips(word, term, +near) <= +near : alike.test(term)));
      return { woord: word, sign, field, terms, found: terms.map((t) => ({ parts: [t], sure: +(weight || 1), hoe: "gewoon" })) };
    });
  });
}

// The documents that hold what must be there and not what may not, and what was asked for.
function searchSigned(text) {
  const clauses = signed(text), asked = clauses.filter((c) => c.sign !== "-" && c.found.length);
  const having = (clause) => new Set(clause.terms.flatMap((t) => site.terms.get(t).filter((one) => clause.field !== "title" || one.title.has(t))));
  const must = clauses.filter((c) => c.sign === "+").map(having), not = clauses.filter((c) => c.sign === "-").map(having);
  const found = asked.flatMap((c) => [...having(c)]).filter((one) => must.every((some) => some.has(one)) && !not.some((some) => some.has(one)));
  weigh(asked);
  return { asked, without: asked.length && not.length, groups: ordered(found, asked, { ...MOST, sections: Infinity, pages: Infinity, less: 0 }) };
}
