// Understands what people type, and puts the document that answers it best first.
//
// The index has the words of the site; its `config.zoek` has what docs/gegevens/synoniemen.yml says, and a document's `zoek` has the
// words that employees use for it. What MkDocs makes by itself has neither, and is searched all the same.
// Messages: {type: 0, data: index} gives {type: 1}, {type: 2, data: text} gives {type: 3, data: {items, bedoelt, gezocht}}.
// Where no worker may start (a folder opened as file://), a page loads this file as a script and asks `zoekmachine(message)`.
((scope) => {
  "use strict";

  // How sure a reading of a typed word is: 1 is the word itself.
  const SURE = { gewoon: 1, vorm: 0.92, deelwoord: 0.6, synoniem: 0.82, begin: 0.62, deel: 0.5, spelling: 0.85, samenstelling: 0.72, apart: 0.6 };
  // What a place says of a document. The words of a page count for its sections too, but less.
  const PLACE = { title: 0.72, zoek: 0.78, text: 0.38, often: 0.12, pageTitle: 0.26, pageZoek: 0.3 };
  // What counts besides: how much a long text weakens its words, how much of the question must be there, what other sections add.
  const SHARE = { phrase: 0.5, long: 0.35, asked: 0.56, others: 0.12 };
  // The name of a platform says where, and what was asked says what: it counts less than any other word, what people do there a bit more.
  const PLATFORM = { name: 0.25, kind: 0.7 };
  const MOST = { text: 400, words: 24, pages: 40, sections: 6, snippet: 190, less: 1 };
  const OPERATORS = /(?:^|\s)[+-]\p{L}|"[^"]+"|[\p{L}\p{N}](?:\*|[~^]\d)|(?:^|\s)(?:title|text):\p{L}/u;
  const WORD = /\p{N}+(?:[.:]\p{N}+)+|[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

  // ---- Words -------------------------------------------------------------------------------------------------------------------

  // One form for comparing: small letters, no accents, no apostrophes.
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f'’]/g, "");
  const blind = (html) => html.replace(/<[^>]*>|&[#\w]+;/g, (m) => " ".repeat(m.length));
  const tokens = (text) => [...text.matchAll(WORD)].map((m) => ({ word: fold(m[0]).replace(/:/g, "."), at: m.index, end: m.index + m[0].length }));
  const words = (html) => tokens(blind(html)).map((t) => t.word);

  // The part that forms of one Dutch word share: deel, delen and deelt; baas and bazen. Crude, but alike for what is typed and what is read.
  const stems = new Map();
  function stem(word) {
    if (!stems.has(word)) stems.set(word, shorten(word));
    return stems.get(word);
  }

  function shorten(word) {
    if (word.length < 4 || /\d/.test(word)) return word;
    const left = (s, n, suffix) => (s.length - suffix.length >= n ? s.slice(0, s.length - suffix.length) : s);
    const off = (s, n, suffixes) => { const m = suffixes.exec(s); return m ? left(s, n, m[0]) : s; };
    // filmpje, vrouwtje, appje; then apps, collega's and werknemers, but not pers, mens or nieuws.
    let s = word.replace(/mpjes?$/, "m").replace(/([aeouwlnr])tjes?$/, "$1").replace(/([^aeiou])jes?$/, "$1");
    if (/(?:[aeiou]|[pt]|ie|el|em)s$/.test(s) || (s.length > 5 && /ers$/.test(s)) || (s.length > 6 && /ens$/.test(s))) s = left(s, 3, "s");
    s = off(s, 5, /(?:eerden?|eert|eerd|eren)$/);
    s = off(s, 4, /(?:ingen|ing)$/);
    s = off(s, 3, /en$|(?<![aeiou])e$/);
    s = s.replace(/([^aeiou])\1$/, "$1");
    // gedeeld, but not beeld: that is no form of bellen.
    s = off(s, 4, /(?<=[^aeiou])(?<!beel)[td]$/);
    return s.replace(/([^aeiou])\1$/, "$1").replace(/([aeou])\1(?=[^aeiou]$)/, "$1").replace(/v$/, "f").replace(/z$/, "s");
  }
  const participle = (word) => (/^ge.{3,}(?:d|t|en|de|te)$/.test(word) ? stem(word.slice(2)) : null);

  // What sounds alike is one slip, however many letters it takes: fising, phishing.
  const sound = (word) => word.replace(/ph/g, "f").replace(/sch?/g, "s").replace(/sh/g, "s").replace(/c[kh]?|q/g, "k").replace(/ij|y/g, "ei")
    .replace(/ou/g, "au").replace(/dt\b|d\b/g, "t").replace(/z/g, "s").replace(/v/g, "f").replace(/x/g, "ks").replace(/(.)\1/g, "$1");

  // Slips between two words: a letter more, less or other, or two turned round, is one. Above `most` it says so and stops.
  function slips(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [], last = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  // ---- The site's words ----------------------------------------------------------------------------------------------------------

  let site;

  // The words of employees, and how much each says: one of a whole phrase says less than one by itself.
  function givenWords(text) {
    const found = new Map();
    for (const phrase of text.split(", ")) {
      const all = words(phrase), much = all.filter((word) => !site.weak.has(word)).length > 2 ? SHARE.phrase : 1;
      for (const word of all) found.set(word, Math.max(found.get(word) || 0, much));
    }
    return found;
  }

  function learn({ config, docs }) {
    const zoek = config.zoek || {};
    site = { docs: new Map(), terms: new Map(), stems: new Map(), shown: new Map(), weak: new Set((zoek.zwak || "").split("|").map(fold)), meant: new Map(), platforms: new Map(), alone: (zoek.alleen || "").split("|"), longest: 1 };
    for (const doc of docs) {
      const one = { doc, title: new Set(words(doc.title)), zoek: givenWords(doc.zoek || ""), text: new Map(), page: doc.location.split("#")[0], at: site.docs.size };
      for (const word of [...words(doc.text), ...words(doc.rest || "")]) one.text.set(word, (one.text.get(word) || 0) + 1);
      for (const word of new Set([...one.title, ...one.zoek.keys(), ...one.text.keys()])) {
        if (!site.terms.has(word)) site.terms.set(word, []);
        site.terms.get(word).push(one);
      }
      site.docs.set(doc.location, one);
    }
    const usual = [...site.docs.values()].reduce((sum, one) => sum + one.text.size, 0) / docs.length;
    // A word among few says more than one in a table of everything.
    for (const one of site.docs.values()) one.dense = Math.min(1.15, 1 / (1 - SHARE.long + (SHARE.long * one.text.size) / usual));
    for (const word of site.terms.keys()) site.stems.set(stem(word), [...(site.stems.get(stem(word)) || []), word]);
    const add = (from, to) => {
      const key = words(from).map(stem).join(" ");
      site.longest = Math.max(site.longest, key.split(" ").length);
      site.meant.set(key, [...(site.meant.get(key) || []), ...to.filter((t) => t !== from)]);
      if (!key.includes(" ")) site.shown.set(fold(from), from);
    };
    for (const group of (zoek.groepen || []).map((g) => g.split("|"))) for (const word of group) add(word, group);
    for (const [from, to] of Object.entries(zoek.enkel || {})) add(from, to.split("|"));
    for (const [names, leads] of zoek.platforms || []) {
      const one = { names: names.split("|").map((name) => words(name).join("")), leads: leads ? leads.split("|") : [] };
      for (const name of names.split("|")) site.shown.set(fold(name), name);
      for (const name of one.names) site.platforms.set(name, one);
    }
  }

  // The platform of this name, or of a form of it that is no other word: tiktoks, facebooken.
  function platform(word) {
    if (site.platforms.has(word) || word.length < 6 || site.terms.has(word) || site.stems.has(stem(word)) || site.meant.has(stem(word))) return site.platforms.get(word);
    const root = stem(word);
    for (const [name, one] of site.platforms) if (name.length > 5 && stem(name) === root) return one;
  }

  const known = (word) => site.platforms.has(word) || site.terms.has(word) || site.stems.has(stem(word)) || site.meant.has(stem(word)) || site.weak.has(word);

  // How many documents hold the word.
  const holders = (word, none = 0) => site.terms.get(word)?.length || none;

  // The words of the site that are forms of this one.
  const forms = (word) => [...new Set([...(site.stems.get(stem(word)) || []), ...(site.terms.has(word) ? [word] : [])])];

  // ---- What a typed word can mean --------------------------------------------------------------------------------------------------

  // A reading: the words of the site that must all be there, how sure it is, and how it came about.
  function readings(word, last, how = "gewoon", sure = 1) {
    const here = platform(word);
    if (here) return [...here.names.filter((name) => site.terms.has(name)).map((name) => ({ parts: [name], sure, hoe: how, counts: PLATFORM.name })),
      ...here.leads.flatMap((led) => phrase(led, sure * SURE.synoniem, "synoniem")).map((r) => ({ ...r, counts: PLATFORM.kind }))];
    const found = [];
    const add = (parts, weight, why) => found.push({ parts, sure: sure * weight, hoe: how === "gewoon" ? why : how });
    if (site.terms.has(word)) add([word], SURE.gewoon, "gewoon");
    for (const form of forms(word)) if (form !== word) add([form], SURE.vorm, "vorm");
    const root = stem(word), perfect = participle(word);
    for (const form of perfect ? site.stems.get(perfect) || [] : []) add([form], SURE.deelwoord, "vorm");
    for (const form of site.stems.get("ge" + root) || []) add([form], SURE.deelwoord, "vorm");
    for (const meant of site.meant.get(root) || (perfect && site.meant.get(perfect)) || []) found.push(...phrase(meant, sure * SURE.synoniem, "synoniem"));
    // Half typed, a word that only the synonyms know means what the whole word will mean.
    for (const whole of last && word.length > 4 ? site.shown.keys() : []) {
      if (whole.length <= word.length || !whole.startsWith(word) || (site.terms.has(whole) && known(word))) continue;
      for (const meant of site.meant.get(stem(whole)) || []) found.push(...phrase(meant, sure * SURE.begin, "synoniem"));
    }
    for (const term of word.length > 3 || (last && word.length > 1) ? site.terms.keys() : []) {
      if (term.length <= word.length || forms(word).includes(term)) continue;
      if (term.startsWith(word)) add([term], last ? SURE.begin : SURE.deel, "samenstelling");
      else if (root.length > 3 && (term.endsWith(word) || stem(term).endsWith(root))) add([term], SURE.deel, "samenstelling");
    }
    return found;
  }

  // A synonym of several words is read as a whole; each of its words in any form.
  function phrase(text, sure, hoe) {
    const all = words(text), parts = all.length === 1 ? all : all.filter((w) => !site.weak.has(w));
    // "op het werk" must not stand for every "werk".
    if (parts.length < 2 && all.length > 1 && hoe === "synoniem") return [];
    const choices = parts.map((part) => forms(part));
    if (!parts.length || choices.some((c) => !c.length)) return [];
    if (choices.length === 1) return choices[0].map((form) => ({ parts: [form], sure: form === parts[0] ? sure : sure * 0.95, hoe }));
    return [{ parts: choices.map((c, i) => (c.includes(parts[i]) ? parts[i] : c[0])), any: choices, sure, hoe }];
  }

  // Words of the site, or of the list of synonyms, that were probably meant by one that nobody knows.
  function corrected(word, more = 0) {
    const most = word.length < 5 || /\d/.test(word) ? 0 : (word.length > 7 ? 2 : 1) + more;
    if (!most) return [];
    const heard = sound(word), root = stem(word);
    const near = [];
    for (const term of new Set([...site.terms.keys(), ...site.shown.keys()])) {
      if (term.length < 4 || /\d/.test(term)) continue;
      let n = slips(word, term, most);
      if (n > 1 && root.length > 4 && Math.abs(word.length - term.length) < 3 && slips(root, stem(term), 1) < 2) n = 1;
      if (n > 1 && term.length > 4 && sound(term) === heard) n = 1;
      if (n <= most) near.push({ term, n: n - (term[0] === word[0] ? 0.3 : 0) - Math.min(0.25, holders(term, 1) / 100) - (site.shown.has(term) ? 0.1 : 0) });
    }
    // gecontrloeerd: of many verbs the site has other forms only.
    if (!near.length && /^ge.{6,}/.test(word)) return corrected(word.slice(2), more);
    return near.sort((a, b) => a.n - b.n || (a.term < b.term ? -1 : 1)).filter((c, i, all) => i < 3 && c.n < all[0].n + 0.7).map((c) => c.term);
  }

  // A compound that the site does not have, in words that it has: the whole in two or three parts, or else its tail or its beginning.
  function split(word, depth = 0) {
    for (let at = 3; at < word.length - 2; at++) {
      const head = word.slice(0, at), tail = word.slice(at);
      if (!known(tail) || site.weak.has(tail)) continue;
      for (const first of [head, head.replace(/s$/, "")]) {
        if (first.length > 2 && known(first) && !site.weak.has(first)) return [first, tail];
        const more = depth < 1 && first.length > 5 ? split(first, depth + 1) : null;
        if (more && more.length > 1) return [...more, tail];
      }
    }
    if (depth) return null;
    for (let at = 3; at < word.length - 3; at++) if (known(word.slice(at)) && word.length - at > Math.max(3, 0.55 * word.length)) return [word.slice(at)];
    for (let at = word.length - 2; at > Math.max(4, 0.6 * word.length); at--) if (known(word.slice(0, at))) return [word.slice(0, at)];
    return null;
  }

  // facebookwachtwood: the beginning is right, and the rest is one slip from a word.
  function splitAndCorrect(word) {
    for (let at = word.length - 5; at > 3; at--) {
      if (!known(word.slice(0, at))) continue;
      const [tail] = corrected(word.slice(at));
      if (tail && slips(word.slice(at), tail, 1) < 2) return [word.slice(0, at), tail];
    }
    return null;
  }

  // The question in words; one that nobody knows becomes what was probably meant, or the parts of a compound.
  function typedWords(text, more) {
    const found = tokens(text.slice(0, MOST.text)).slice(0, MOST.words);
    // A word of a saying is right where the saying is, and only there.
    const saying = new Set();
    for (let i = 0; i < found.length; i++) for (let n = (longestPhrase(found, i) || { n: 0 }).n; n > 0; n--) saying.add(i + n - 1);
    return found.map((t, i) => {
      const one = { ...t, raw: text.slice(t.at, t.end), last: i === found.length - 1, hoe: "gewoon" };
      if (one.word.length < 2 && !site.meant.has(one.word) && !site.platforms.has(one.word)) return { ...one, weak: true };
      if (site.weak.has(one.word)) return { ...one, weak: true };
      one.found = readings(one.word, one.last);
      if (platform(one.word)) return { ...one, platform: true };
      if (saying.has(i) || one.found.some((r) => r.hoe !== "samenstelling") || (one.last && one.found.length)) return one;
      const right = corrected(one.word, more), near = right.length && slips(one.word, right[0], 1) < 2;
      const parts = near ? null : split(one.word) || (right.length ? null : splitAndCorrect(one.word));
      if (parts && (parts.length > 1 || !right.length)) return { ...one, parts, hoe: "samenstelling" };
      if (!right.length) return one;
      const readAs = right.flatMap((w, n) => readings(w, false, "spelling", n ? 0.6 : SURE.spelling));
      const good = site.shown.get(right[0]) || right[0];
      return { ...one, word: right[0], good, weak: site.weak.has(right[0]), hoe: "spelling", found: [...one.found, ...readAs] };
    });
  }

  // The whole question as things asked for, each with its readings.
  function understand(text, more = 0) {
    const typed = typedWords(text, more);
    const asked = [], gezocht = [];
    const ask = (woord, found, hoe) => {
      if (found.length) asked.push({ woord, found });
      const als = [...new Set(found.filter((r) => r.sure > 0.55 && r.hoe === hoe).map((r) => r.parts.join(" ")))].filter((w) => w !== fold(woord));
      gezocht.push({ woord, als: als.slice(0, 6).map((w) => site.shown.get(w) || w), hoe });
    };
    const onlyWeak = typed.every((t) => t.weak);
    for (let i = 0; i < typed.length; i++) {
      const one = typed[i], next = typed[i + 1];
      const many = longestPhrase(typed, i);
      const two = many ? null : joined(one, next);
      if (many) {
        const whole = typed.slice(i, i + many.n).map((t) => t.word).join(" ");
        ask(text.slice(one.at, typed[i + many.n - 1].end), [...phrase(whole, 1, "gewoon"), ...many.meant.flatMap((m) => phrase(m, 0.95, "synoniem"))], "synoniem");
        i += many.n - 1;
      } else if (two) {
        const apart = site.platforms.has(two) ? [] : [one, next].flatMap((t) => readings(t.word, false, "samenstelling", SURE.apart));
        ask(text.slice(one.at, next.end), [...readings(two, false, "samenstelling"), ...apart], "samenstelling");
        i++;
      } else if (one.weak && !onlyWeak) {
        gezocht.push({ woord: one.raw, als: one.good ? [one.good] : [], hoe: "zwak" });
      } else if (one.parts) {
        for (const part of one.parts) ask(one.raw, readings(part, false, "samenstelling", SURE.samenstelling), "samenstelling");
      } else {
        const found = one.found || readings(one.word, one.last);
        const best = found.reduce((a, b) => (b.sure > a.sure ? b : a), { sure: 0, hoe: one.hoe });
        ask(one.raw, found, one.hoe === "gewoon" ? best.hoe : one.hoe);
      }
    }
    // Only the name of a platform: what may be done on it at all.
    const named = typed.filter((t, i) => platform(t.word) || site.platforms.has(joined(t, typed[i + 1])));
    if (named.length && asked.every((a) => a.found.every((r) => r.counts === PLATFORM.name))) asked.push({ woord: named[0].raw, found: site.alone.flatMap((w) => phrase(w, 1, "synoniem")) });
    if (!asked.length && !more) return understand(text, 1);
    return { asked, gezocht, bedoelt: meant(text, typed) };
  }

  function meant(text, typed) {
    if (!typed.some((t) => t.good)) return null;
    let out = "", at = 0;
    for (const t of typed) {
      out += text.slice(at, t.at) + (t.good || t.raw);
      at = t.end;
    }
    return (out + text.slice(at)).trim();
  }

  function joined(one, next) {
    // "social mediabeleid": a weak word may begin a compound, where the rest is no word by itself.
    if (!next || next.weak || (one.weak && known(next.word))) return null;
    const ways = [one.word + next.word, one.word + "s" + next.word].filter((w) => w.length > 5);
    return ways.find((w) => forms(w).length || site.meant.has(stem(w)) || site.platforms.has(w)) || null;
  }

  function longestPhrase(typed, from) {
    for (let n = Math.min(site.longest, typed.length - from); n > 1; n--) {
      const meant = site.meant.get(typed.slice(from, from + n).map((t) => stem(t.word)).join(" "));
      if (meant) return { n, meant };
    }
    return null;
  }

  // ---- Which document answers best ------------------------------------------------------------------------------------------------

  // How much a document says of a word: 0 is nothing, 1 is everything.
  function place(one, page, word) {
    let without = 1, waar = null;
    const see = (there, much, where) => { if (there) { without *= 1 - much; waar = waar || where; } };
    see(one.title.has(word), PLACE.title, "titel");
    see(one.zoek.has(word), PLACE.zoek * (one.zoek.get(word) || 0), "zoekwoord");
    see(one.text.has(word), (PLACE.text + (one.text.get(word) > 2 ? PLACE.often : 0)) * one.dense, "tekst");
    if (page && page !== one) {
      see(page.title.has(word), PLACE.pageTitle, "titel");
      see(page.zoek.has(word), PLACE.pageZoek * (page.zoek.get(word) || 0), "zoekwoord");
    }
    return { much: 1 - without, waar };
  }

  function reads(one, page, reading) {
    let much = 0, waar = null;
    for (const options of reading.any || [reading.parts]) {
      const best = options.map((w) => place(one, page, w)).reduce((a, b) => (b.much > a.much ? b : a));
      if (!best.much) return { much: 0 };
      much += best.much / (reading.any ? reading.any.length : 1);
      waar = waar || best.waar;
    }
    return { much: much * reading.sure, waar };
  }

  function judge(one, asked) {
    const page = site.docs.get(one.page);
    let score = 0, covered = 0, total = 0;
    const waarom = [];
    for (const { woord, found, rare } of asked) {
      let best = { much: 0 };
      for (const reading of found) {
        const now = reads(one, page, reading);
        const worth = now.much * reading.rare;
        if (worth > (best.worth || 0)) best = { ...now, worth, reading };
      }
      total += rare;
      if (!best.much) continue;
      covered += rare * best.reading.sure;
      score += best.worth;
      const als = best.reading.parts.join(" ");
      waarom.push({ woord, als: site.shown.get(als) || als, hoe: best.reading.hoe, waar: best.waar });
    }
    return { score: (score / total) * (1 - SHARE.asked + SHARE.asked * (covered / total)) * (one.doc.boost || 1), waarom };
  }

  // Rare words say more: how many documents hold the word, or all the words, of a reading.
  function weigh(asked) {
    for (const one of asked) {
      for (const r of one.found) {
        const held = Math.min(...(r.any || [r.parts]).map((options) => options.reduce((sum, w) => sum + holders(w), 0)));
        r.rare = Math.log(1 + site.docs.size / (held + 2)) * (r.counts || 1);
      }
      const sure = one.found.filter((r) => r.sure > 0.6);
      one.rare = Math.max(...(sure.length ? sure : one.found).map((r) => r.rare * r.sure));
    }
  }

  // Two or three lines of the text around what was found, with marks.
  function snippet(html, hits) {
    const found = tokens(blind(html)).filter((t) => hits.has(t.word));
    const first = found[0] ? found[0].at : 0;
    const start = first < 60 ? 0 : html.lastIndexOf(" ", first - 40) + 1;
    let end = html.indexOf(" ", start + MOST.snippet);
    if (end < 0) end = html.length;
    return (start ? "… " : "") + marked(html, found, start, end) + (end < html.length ? " …" : "");
  }

  function marked(html, found, start = 0, end = html.length) {
    let out = "", at = start;
    for (const t of found) {
      if (t.at < at || t.end > end) continue;
      out += `${html.slice(at, t.at)}<mark>${html.slice(t.at, t.end)}</mark>`;
      at = t.end;
    }
    return out + html.slice(at, end);
  }

  // A question with signs: +with, -without, "all of these", begin*, near~1, weight^2, title:word. Without any, a word may go on.
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

  function searchSigned(text) {
    const clauses = signed(text), asked = clauses.filter((c) => c.sign !== "-" && c.found.length);
    const having = (clause) => new Set(clause.terms.flatMap((t) => site.terms.get(t).filter((one) => clause.field !== "title" || one.title.has(t))));
    const must = clauses.filter((c) => c.sign === "+").map(having), not = clauses.filter((c) => c.sign === "-").map(having);
    const found = asked.flatMap((c) => [...having(c)]).filter((one) => must.every((some) => some.has(one)) && !not.some((some) => some.has(one)));
    weigh(asked);
    return ordered(found, asked, new Set(asked.flatMap((c) => c.terms)), { ...MOST, sections: Infinity, pages: Infinity, less: 0 });
  }

  function search(text) {
    const nothing = { items: [], bedoelt: null, gezocht: [] };
    if (typeof text !== "string" || !text.trim()) return nothing;
    if (OPERATORS.test(text)) {
      const items = searchSigned(text);
      if (items.length) return { ...nothing, items };
    }
    const { asked, gezocht, bedoelt } = understand(text);
    if (!asked.length) return { ...nothing, gezocht };
    weigh(asked);
    const terms = new Set(asked.flatMap((a) => a.found.flatMap((r) => (r.any || [r.parts]).flat())));
    // A word that says nothing leads to the documents that are called so, and no others.
    const found = [...terms].flatMap((t) => (site.terms.get(t) || []).filter((one) => !site.weak.has(t) || one.title.has(t)));
    return { items: ordered(found, asked, terms, MOST), bedoelt, gezocht };
  }

  // The documents by page, what answers best first.
  function ordered(found, asked, terms, most) {
    const pages = new Map();
    const held = new Map();
    for (const one of found) held.set(one, (held.get(one) || 0) + 1);
    // Of what answers as well, what holds more of the words that could be meant; and then what stands first in the handbook.
    const some = [...held.keys()].sort((a, b) => held.get(b) - held.get(a) || a.at - b.at);
    for (const one of some) pages.set(one.page, [...(pages.get(one.page) || []), one]);
    const groups = [...pages].map(([page, some]) => rank(page, some, asked, terms, most)).filter((g) => g.items.length);
    groups.sort((a, b) => b.best - a.best);
    return groups.filter((g) => g.best > groups[0].best * 0.2 * most.less).slice(0, most.pages).map((g) => g.items);
  }

  function rank(page, some, asked, terms, most) {
    const judged = some.map((one) => ({ one, ...judge(one, asked) })).filter((j) => j.score > 0);
    judged.sort((a, b) => b.score - a.score);
    const best = judged.length ? judged[0].score + SHARE.others * judged.slice(1, 3).reduce((sum, j) => sum + j.score, 0) / 2 : 0;
    const kept = judged.filter((j) => j.score > judged[0].score * 0.35 * most.less).slice(0, most.sections);
    const whole = site.docs.get(page);
    if (kept.length && whole && !kept.some((j) => j.one === whole)) kept.push({ one: whole, score: 0, waarom: [] });
    return { best, items: kept.map((j) => shown(j.one, j.score, j.waarom, terms)) };
  }

  function shown({ doc }, score, waarom, hits) {
    const title = marked(doc.title, tokens(blind(doc.title)).filter((t) => hits.has(t.word)));
    return { location: doc.location, title, text: snippet(doc.text, hits), score, waarom };
  }

  // ---- The page that asks -----------------------------------------------------------------------------------------------------------

  function reply({ type, data }) {
    if (type !== 0) return { type: 3, data: search(data) };
    learn(data);
    return { type: 1 };
  }

  if (typeof scope.WorkerGlobalScope === "function") scope.addEventListener("message", (event) => scope.postMessage(reply(event.data)));
  else scope.zoekmachine = async (message) => reply(message);
})(globalThis);
