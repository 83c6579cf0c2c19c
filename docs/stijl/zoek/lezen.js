"use strict";
// What a question can mean: the typed words, and for each what the site may call it, and how sure that is.

// How sure a reading of a typed word is: 1 is the word itself.
const SURE = { gewoon: 1, vorm: 0.92, deelwoord: 0.6, synoniem: 0.82, begin: 0.62, deel: 0.5, spelling: 0.6, samenstelling: 0.83, apart: 0.6 };
// The name of a platform says where, and what was asked says what: it counts less than any other word, what people do there a bit more.
const PLATFORM = { name: 0.29, kind: 0.95 };

// A reading: the words of the site that must all be there, how sure it is, and how it came about.
function readings(word, last, how = "gewoon", sure = 1) {
  const here = platform(word);
  if (here) return [...here.names.filter((name) => site.terms.has(name)).map((name) => ({ parts: [name], sure, hoe: how, counts: PLATFORM.name })),
    ...here.leads.flatMap((led) => phrase(led, sure * SURE.synoniem, "synoniem")).map((r) => ({ ...r, counts: PLATFORM.kind }))];
  const found = [], own = forms(word);
  const add = (parts, weight, why) => found.push({ parts, sure: sure * weight, hoe: how === "gewoon" ? why : how });
  if (site.terms.has(word)) add([word], SURE.gewoon, "gewoon");
  for (const form of own) if (form !== word) add([form], SURE.vorm, "vorm");
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
    if (term.length <= word.length || own.includes(term)) continue;
    if (term.startsWith(word) && (last || isWord(term.slice(word.length)))) add([term], last ? SURE.begin : SURE.deel, "samenstelling");
    else if (root.length > 3 && (term.endsWith(word) || stem(term).endsWith(root)) && isWord(term.slice(0, term.lastIndexOf(root.slice(0, 4))))) add([term], SURE.deel, "samenstelling");
  }
  return found;
}

// The other part of a compound is a word too: werkjas has a jas, onderzoek and uitzonderingen are not about what is onder something.
const isWord = (part) => [part, part.replace(/s$/, ""), part.replace(/^(?:s|en?)(?=..)/, "")].some((one) => known(one) || site.good(one));

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

// The question in words; one that nobody knows becomes what was probably meant, or the parts of a compound.
function typedWords(text, more) {
  const found = tokens(text.slice(0, MOST.text)).slice(0, MOST.words);
  // A word of a saying is right where the saying is, and only there.
  const saying = new Set(), behind = new Set();
  for (let i = 0; i < found.length; i++) for (let n = (longestPhrase(found, i) || { n: 0 }).n; n > 0; n--) saying.add(i + n - 1);
  const laws = lawArticles(found), toMe = found.some((_, at) => isMe(found, at));
  return found.map((t, i) => {
    const one = { ...t, raw: text.slice(t.at, t.end), last: i === found.length - 1 && !(i && ALONE.test(t.word) && !ASIDE.test(found[i - 1].word)), hoe: "gewoon" };
    if (laws.has(i)) return { ...one, found: laws.get(i).map((word) => ({ parts: [word], sure: 1, hoe: "gewoon", counts: 2 })) };
    if (laws.size && ASIDE.test(one.word)) return { ...one, weak: true };
    if (behind.has(i)) return { ...one, weak: true };
    if (one.word.length < 2 && !site.meant.has(one.word) && !site.platforms.has(one.word)) return { ...one, weak: true };
    // Whom it is done to decides: "filmt mij", and "een leerling die mij in de les filmt".
    const done = (toMe && !saying.has(i) && site.meant.get(`${stem(one.word)} mij`)) || [], mine = done.flatMap((m) => phrase(m, 0.95, "synoniem"));
    const whole = saying.has(i) ? null : rejoined(found, i);
    if (whole) {
      behind.add(whole.i);
      return { ...one, found: [...mine, ...readings(whole.whole, false), ...(site.weak.has(one.word) ? [] : readings(one.word, false, "vorm", SURE.apart))] };
    }
    if (site.weak.has(one.word)) return { ...one, weak: true };
    one.found = readings(one.word, one.last);
    if (mine.length) return { ...one, found: [...mine, ...one.found.map((r) => ({ ...r, sure: r.sure * SURE.apart }))] };
    if (platform(one.word)) return { ...one, platform: true };
    if (saying.has(i) || one.found.some((r) => r.hoe !== "samenstelling") || (one.last && one.found.length)) return one;
    return meantBy(one, more);
  });
}

// "filmt me" is done to me; in "klagen over me baas" the word is short for mijn.
const isMe = (found, at) => {
  const [before, { word }, behind] = [found[at - 1]?.word, found[at], found[at + 1]?.word];
  return word === "mij" || (word === "me" && !(site.weak.has(before) && behind && !site.weak.has(behind) && !site.meant.has(`${stem(behind)} mij`)));
};

// What goes with the number of an article of law, and says nothing by itself: "27 lid 1 k".
const ASIDE = /^(?:\d+|lid|sub|leden|art|artikel)$/;

// A number by itself, or behind "artikel", may go on: 7 is of 7.1. In "onder de 16" it says what it says.
const ALONE = /^\d+$/;

// The numbers of articles of law: 7:611, and "art 27 wor" by the law that is typed with it (handbook/build/search/laws.py has it as 27wor).
function lawArticles(found) {
  const laws = new Map(), named = found.flatMap(({ word }) => [word, ...(site.meant.get(stem(word)) || []).map(fold)]);
  found.forEach(({ word }, i) => {
    const held = /^\d+\.\d+[a-z]?$/.test(word) ? [word] : /^\d+[a-z]?$/.test(word) ? named.map((law) => word + law) : [];
    const known = held.filter((one) => site.terms.has(one));
    if (known.length) laws.set(i, known);
  });
  return laws;
}

function meantBy(one, more) {
  const right = corrected(one.word, more), sure = right.length && near(one.word, right[0]);
  const parts = sure ? null : split(one.word, 0, more) || (right.length ? null : splitAndCorrect(one.word));
  // Where it may be a slip, a compound is one of words that say something: verrouwlijk is no ver, rouw and lijk.
  if (parts && (!right.length || (parts.length > 1 && parts.every((part) => part.length > 3))) && parts.some((part) => readings(part, false).length)) return { ...one, parts, hoe: "samenstelling" };
  if (!right.length) return one;
  const [word, ...others] = right;
  return { ...one, word, good: site.shown.get(word) || word, others: [...one.found, ...others.flatMap((w) => readings(w, false, "spelling", SURE.spelling))] };
}

// The whole question as things asked for, each with its readings; and the words that lead nowhere.
function understand(text, more = 0, right = false) {
  const typed = typedWords(text, Math.min(more, 1)), slips = right ? [] : typed.filter((t) => t.good);
  if (slips.length) return { ...putRight(text, more, typed, slips), bedoelt: meant(text, typed) };
  const asked = [], gezocht = [], onbekend = [];
  const ask = (woord, found, hoe, vague = false) => {
    if (found.length) asked.push({ woord, found, vague });
    else if (!onbekend.includes(woord)) onbekend.push(woord);
    const als = [...new Set(found.filter((r) => r.sure > 0.55 && r.hoe === hoe).map((r) => r.parts.join(" ")))].filter((w) => w !== fold(woord));
    gezocht.push({ woord, als: als.slice(0, 6).map((w) => site.shown.get(w) || w), hoe });
  };
  const onlyWeak = more > 1 || typed.every((t) => t.weak);
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
    } else if (one.weak && (!onlyWeak || one.word.length < 2)) {
      gezocht.push({ woord: one.raw, als: one.good ? [one.good] : [], hoe: "zwak" });
    } else if (one.parts) {
      for (const part of one.parts) ask(one.raw, readings(part, false, "samenstelling", SURE.samenstelling), "samenstelling", site.vague.has(stem(part)));
    } else {
      const found = one.found || readings(one.word, one.last);
      const best = found.reduce((a, b) => (b.sure > a.sure ? b : a), { sure: 0, hoe: one.hoe });
      ask(one.raw, found, one.hoe === "gewoon" ? best.hoe : one.hoe, site.vague.has(stem(one.word)));
    }
  }
  // Only the name of a platform: what may be done on it at all.
  const named = typed.filter((t, i) => platform(t.word) || site.platforms.has(joined(t, typed[i + 1])));
  if (named.length && asked.every((a) => a.found.every((r) => r.counts === PLATFORM.name))) asked.push({ woord: named[0].raw, found: site.alone.flatMap((w) => phrase(w, 1, "synoniem")) });
  // A customer by a platform, and little else: "snapchat met een leerling" asks who may be whose friend.
  const telling = asked.filter((a) => a.found.length && !a.vague && a.found.some((r) => !r.counts)), customer = telling.some((a) => a.found.some((r) => r.parts[0] === "klant"));
  if (named.length && customer && telling.length < 3) asked.push({ woord: named[0].raw, found: (site.meant.get(`${stem("klant")} platform`) || []).flatMap((w) => phrase(w, 1, "synoniem")), vague: telling.length > 1 });
  // Nothing yet: with more slips, and then by the words that say nothing too, for they stand in titles: "Mag ik dit plaatsen?". A letter
  // by itself is no word: b is of B.V. and e of e-mail.
  if (!asked.length && more < 2) return understand(text, more + 1);
  return { asked: asked.filter((a) => a.found.length), gezocht, onbekend, bedoelt: meant(text, typed) };
}

// A question with slips is read as if it had been typed right: with its sayings, and with what says nothing.
function putRight(text, more, typed, slips) {
  const said = understand(meant(text, typed), more, true), slip = (woord) => slips.find((t) => t.good === woord);
  // What else may have been meant counts too.
  for (const one of said.asked) one.found.push(...(slip(one.woord)?.others || []));
  return { ...said, gezocht: said.gezocht.map((one) => (slip(one.woord) ? { woord: slip(one.woord).raw, als: [one.woord], hoe: one.hoe === "zwak" ? "zwak" : "spelling" } : one)) };
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
    // "filmt mij" is read where it stands, for what it is done with may come in between.
    if (meant && typed[from + n - 1].word !== "mij") return { n, meant };
  }
  return null;
}

// What the question may be as a whole: its words in a row, without those at both ends that say nothing.
function wholes(text) {
  const all = tokens(text.slice(0, MOST.text)).map((t) => t.word), says = all.map((word) => !site.weak.has(word));
  const first = says.indexOf(true), last = says.lastIndexOf(true), found = [];
  for (let from = 0; first >= 0 && from <= first; from++) for (let to = last; to < all.length; to++) found.push(all.slice(from, to + 1).map(stem).join(" "));
  return found;
}
