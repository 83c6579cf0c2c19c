"use strict";
// Words: cut from a text, in the one form in which they are compared, and how much two of them are alike.

const WORD = /\p{N}+(?:[.:]\p{N}+)+(?:\p{L}(?!\p{L}))?|[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

// One form for comparing: small letters, no accents, no apostrophes.
const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f'’]/g, "");
const blind = (html) => html.replace(/<[^>]*>|&[#\w]+;/g, (m) => " ".repeat(m.length));
const tokens = (text) => [...text.matchAll(WORD)].map((m) => ({ word: fold(m[0]).replace(/:/g, "."), at: m.index, end: m.index + m[0].length }));
const words = (html) => tokens(blind(html)).map((t) => t.word);

// The part that the forms of one word share: deel, delen and deelt; baas and bazen. Crude, but alike for what is typed and what is read.
const stems = new Map();
function stem(word) {
  if (!stems.has(word)) stems.set(word, shorten(word));
  return stems.get(word);
}

// What no rule tells. A vowel that stays short in the plural: dagen is of dag, delen is of deel.
const SHORT = /^(.*dag|.*slag|.*verbod|bedrag|verdrag|oorlog|lid|glas|blad|pad|gat|verlof|.*kom|weg)en$/;
const ODD = { leden: "lid", steden: "stad", kinderen: "kind", schepen: "schip", reden: "reden", contacten: "contacten", scholing: "scholing" };
// Words whose end is no ending: a kortING is not short, a banD does not ban.
const WHOLE = /^(korting|kant|band|bond|mand|want)(?:en)?$/;
// Verbs in -eren of Dutch words, which keep it: verander, verbeter. Of others it is an ending: controle, controleren.
const NATIVE = /(?:ander|beter|inner|gader|minder|beheer|luister|wonder|hinder|schilder)(?:en|t|d|de|den|ing|ingen)$/;
// A prefix is no syllable of its own: verdelen is of verdeel, and regelen is of regel.
const PREFIX = /^(?:be|ge|her|ont|ver|aan|af|op|in|uit|door|mee|over|terug|weg|toe|voor)[^aeiouy]*$/;

function shorten(word) {
  if (word.length < 3 || /\d/.test(word)) return word;
  if (word.length < 4) return word.replace(/([^aeiouw])\1$/, "$1");
  const odd = (SHORT.exec(word) || WHOLE.exec(word) || [])[1] || ODD[word];
  if (odd) return odd;
  const left = (s, n, suffix) => (s.length - suffix.length >= n ? s.slice(0, s.length - suffix.length) : s);
  const off = (s, n, suffixes) => { const m = suffixes.exec(s); return m ? left(s, n, m[0]) : s; };
  // filmpje, vrouwtje, appje; then apps, collega's and werknemers, but not pers, mens or nieuws.
  let s = word.replace(/ootjes?$/, "o").replace(/mpjes?$/, "m").replace(/([aeouwlnr])tjes?$/, "$1").replace(/([^aeiou])jes?$/, "$1");
  if (/(?:(?<![aeiou])[aeiou]|e[ao]|eau|[pt]|ie|el|em|[lr]m|foon)s$/.test(s) || (s.length > 5 && /ers$/.test(s)) || (s.length > 6 && /ens$/.test(s))) s = left(s, 3, "s");
  const before = s;
  if (!NATIVE.test(s)) s = off(s, 5, /(?:eerden?|eert|eerd|eren)$/);
  s = off(s, 4, /(?:ingen|ing)$/);
  s = off(s, 3, /(?<!e)en$|(?<![aeiou])e$/);
  if (s !== before) s = closed(s);
  s = off(s.replace(/dt$/, "d"), 4, /(?<=[^aeiou])[td]$/).replace(/([^aeiou])\1$/, "$1");
  // probleem and problemen, sociaal and sociale.
  s = s.replace(/([aeiouy].*[^aeiouy]|[iu])e(e[lrnm])$/, "$1$2").replace(/ia(al)$/, "i$1");
  return s.replace(/v$/, "f").replace(/z$/, "s");
}

// How a syllable is written once its ending is off: del(en) as deel, bell(en) as bel. So deel, bel and beeld stay three words.
function closed(s) {
  if (/([^aeiou])\1$/.test(s)) return s.slice(0, -1);
  const open = /^(.*?)(?<![aeiouy])([aeou])([^aeiouyxw])$/.exec(s);
  // The last e of regel(en) and the last o of sponsor(en) are no long vowels.
  if (!open || (/(?:e[lrnm]|or)$/.test(s) && /[aeiouy]/.test(open[1]) && !PREFIX.test(open[1]))) return s;
  return open[1] + open[2] + open[2] + open[3];
}

// gefilmd is of filmen, weggehaald of weghalen, and klagende of klagen.
const PERFECT = /^(aan|achter|af|bij|door|in|mee|na|om|op|over|terug|toe|uit|voor|weg)?ge(.{3,}(?:d|t|en|de|te))$/;
function participle(word) {
  const [, before = "", verb] = PERFECT.exec(word) || [];
  const [, doing] = /^(.{3,}en)de?$/.exec(word) || [];
  return verb || doing ? stem(doing || before + verb) : null;
}

// What sounds alike is one slip, however many letters it takes: fising, phishing.
const sound = (word) => word.replace(/ph/g, "f").replace(/sch?/g, "s").replace(/sh/g, "s").replace(/c[kh]?|q/g, "k").replace(/ij|y/g, "ei")
  .replace(/eau/g, "o").replace(/ou/g, "au").replace(/dt\b|d\b/g, "t").replace(/z/g, "s").replace(/v/g, "f").replace(/x/g, "ks").replace(/(.)\1/g, "$1");

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

export { fold, participle, stem, tokens };
