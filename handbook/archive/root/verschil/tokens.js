/* Cuts running text into tokens: words with their form, and the signs beside them. The twin of redline/tokens.py, where the rules are told. */

/* Stands for <br> in running text. */
export const LINE_BREAK = "\u2028"

const SPACE = " \\t\\n\\r\\f\\v\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
const WORD = new RegExp(`[^${SPACE}]+`, "g")
const ASCII = /^[\x00-\x7f]*$/

const OPENING = "([{<\"'„“”‘’‚«»‹›¿¡"
const CLOSING = ".,;:!?)]}>\"'“”‘’«»‹›…"
const QUOTES = "\"'„“”‟‘’‚‛«»‹›"

const ALIKE = new Map([
  ...[..."‘’‚‛′"].map(sign => [sign, "'"]),
  ...[..."“”„‟″«»"].map(sign => [sign, '"']),
  ...[..."‐‑‒–—―−"].map(sign => [sign, "-"]),
  ...[..."\u00ad\u200b\u200c\u200d\u2060\ufeff"].map(sign => [sign, ""]),
  ["…", "..."],
  ["ĳ", "ij"],
  ["Ĳ", "IJ"],
])

const LITTLE = new Set((
  "de het een en in op aan van voor met te is zijn was wordt worden dat die dit deze er om bij als ook uw u je jouw wij we ze zij hij hen hun"
  + " naar uit over tot door dan zo daar hier heeft hebben"
).split(" "))

const SIGN = 1
const SMALL = 2
export const FULL = 6

export const PLAIN = { names: [], link: "", target: "" }
/* What most tokens have. */
const NO_FORM = JSON.stringify([[PLAIN.names, PLAIN.target]])

/* The text without what only typography sets apart; Unicode NFC. */
export const alike = text => {
  if (ASCII.test(text)) return text
  let found = ""
  for (const sign of text.normalize("NFC")) found += ALIKE.get(sign) ?? sign
  return found
}

/* A quotation mark at the end of a word: which of the two kinds is a matter of taste. */
const keyOf = text => (text.length === 1 && QUOTES.includes(text) ? '"' : alike(text))

const weigh = key => {
  if (LITTLE.has(key)) return SMALL
  return [...key].every(sign => OPENING.includes(sign) || CLOSING.includes(sign) || "-/".includes(sign)) ? SIGN : FULL
}

/* Two texts have some thousands of words, and each is weighed many times. */
const weights = new Map()

/* How much it says that two texts share a sign, a little word, another word. */
export const weight = key => {
  let known = weights.get(key)
  if (known === undefined) weights.set(key, (known = weigh(key)))
  return known
}

const spaceOf = (gap, within, asIs) => {
  if (asIs) return gap
  if (!gap || !within) return ""
  return gap.includes(LINE_BREAK) ? "\n" : " "
}

/* What is between two spaces, cut where a sign stands at its beginning or end. */
const pieces = (text, start, end) => {
  const found = []
  while (start < end && OPENING.includes(text[start])) {
    found.push([start, start + 1])
    start += 1
  }
  let last = end
  const tail = []
  while (last > start && CLOSING.includes(text[last - 1])) {
    const width = last - start >= 3 && text.slice(last - 3, last) === "..." ? 3 : 1
    tail.push([last - width, last])
    last -= width
  }
  if (last > start) found.push([start, last])
  return [...found, ...tail.reverse()]
}

/* Gives the runs of a stretch of text; stretches are asked for from the front to the back. */
class Walk {
  constructor(runs) {
    this.runs = runs
    this.at = 0
    this.start = 0
  }

  between(start, stop) {
    const found = []
    while (start < stop) {
      const run = this.runs[this.at]
      const end = this.start + run.text.length
      if (start >= end) {
        this.at += 1
        this.start = end
        continue
      }
      const upto = Math.min(stop, end)
      found.push({ text: run.text.slice(start - this.start, upto - this.start), form: run.form })
      start = upto
    }
    return found
  }
}

class Token {
  constructor(key, before, runs) {
    this.key = key
    this.weight = weight(key)
    this.before = before
    this.runs = runs
  }

  get text() {
    return this.runs.map(run => run.text).join("")
  }

  /* The same behind another space. */
  after(space) {
    return new Token(this.key, space, this.runs)
  }

  /* What two tokens must share to look and lead alike, as one string. */
  get forms() {
    this.made ??= this.runs.length === 1 && this.runs[0].form === PLAIN ? NO_FORM : JSON.stringify(this.runs.map(run => [run.form.names, run.form.target]))
    return this.made
  }
}

/* The tokens of running text; `asIs` keeps the space before each as it stands. */
export const cut = (runs, asIs = false) => {
  const text = runs.map(run => run.text).join("")
  const found = []
  const walk = new Walk(runs)
  let end = 0
  for (const match of text.matchAll(WORD)) {
    let before = spaceOf(text.slice(end, match.index), found.length > 0, asIs)
    end = match.index + match[0].length
    for (const [start, stop] of pieces(text, match.index, end)) {
      const key = keyOf(text.slice(start, stop))
      if (key) {
        found.push(new Token(key, before, walk.between(start, stop)))
        before = ""
      }
    }
  }
  return found
}

/* The keys of the tokens of plain text. */
export const words = text => cut([{ text, form: PLAIN }]).map(token => token.key)
