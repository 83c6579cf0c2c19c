/* Running text with its marks: which words went, which came, and where a link or emphasis is another. The twin of redline/marks.py. */
import { IN, Line, OUT, SAME, TOLD } from "./changes.js"
import { find, joined } from "./gaps.js"
import { byFact, EMPLOYER, explain, FACT, FORM, REFERENCE } from "./reasons.js"
import { PLAIN } from "./tokens.js"

export const WORDS = "woorden"
export const LINK = "link"
export const LOOK = "opmaak"
export const SHAPE = "opbouw"

const SAID = new Map([[FACT, "(gegeven)"], [EMPLOYER, "(gegeven)"], [REFERENCE, "(verwijzing)"], [FORM, "(aanspreekvorm)"]])
const EMPHASIS = ["strong", "em", "mark"]

/* The line of both texts in one, as { line, why, words }; with `breaks`, which are places in the new text, one for each stretch between them. */
export const marked = (old, now, reasons, breaks = []) => {
  const found = find(old, now)
  explain(old, now, found, reasons)
  return new Writer(old, now, joined(old, now, found), breaks, reasons).written()
}

/* Running text that is on one side only, or the same on both. */
export const whole = (tokens, op) => {
  const pieces = new Pieces()
  for (const token of tokens) pieces.token(op, token, token.before)
  return pieces.line()
}

/* The words without those that are on both sides. */
export const wordList = (removed, inserted) => {
  const [went, came] = [removed, inserted].map(side => side.filter(token => token.weight > 1).map(token => token.key))
  return { removed: without(went, came), inserted: without(came, went) }
}

const without = (words, others) => {
  const left = new Map()
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1)
  return words.filter(word => {
    const there = left.get(word) ?? 0
    if (there) left.set(word, there - 1)
    return !there
  })
}

const sameList = (some, others) => some.length === others.length && some.every((item, at) => item === others[at])

/* Puts tokens one behind the other; what is alike becomes one piece. */
class Pieces {
  constructor() {
    this.clear()
  }

  clear() {
    this.found = []
    // The form of the last text, on each side.
    this.last = { [OUT]: PLAIN, [IN]: PLAIN }
  }

  add(op, text, form = PLAIN) {
    const link = form.names.includes("img") ? "" : form.link
    const last = this.found.at(-1)
    if (last && op !== TOLD && last.op === op && last.link === link && sameList(last.names, form.names)) last.text += text
    else this.found.push({ op, text, names: form.names, link })
  }

  /* A space has the form that the text before and behind it share. */
  space(op, space, form) {
    if (!space) return
    const last = this.last[op === OUT ? OUT : IN]
    this.add(op, space, { names: last.names.filter(name => form.names.includes(name)), link: last.link === form.link ? last.link : "" })
  }

  token(op, token, before) {
    this.space(op, before, token.runs[0].form)
    for (const run of token.runs) this.add(op, run.text, run.form)
    for (const side of [OUT, IN]) if (op === side || op === SAME) this.last[side] = token.runs.at(-1).form
  }

  get endsIn() {
    return this.found.at(-1)?.op ?? ""
  }

  line() {
    const line = new Line(this.found)
    this.clear()
    return line
  }
}

class Writer {
  constructor(old, now, gaps, breaks, reasons) {
    Object.assign(this, { old, now, gaps, reasons, breaks: [...breaks], pieces: new Pieces(), done: [], why: new Set(), went: [], came: [], label: "" })
  }

  written() {
    let [one, other] = [0, 0]
    const end = { start: this.old.length, end: this.old.length, from: this.now.length, to: this.now.length }
    for (const gap of [...this.gaps, end]) {
      while (one < gap.start) this.same(one++, other++)
      if (gap.start < gap.end || gap.from < gap.to) {
        this.tell("")
        this.gap(gap)
      }
      ;[one, other] = [gap.end, gap.to]
    }
    this.tell("")
    this.end()
    return this.done
  }

  end() {
    this.done.push({ line: this.pieces.line(), why: this.why, words: wordList(this.went, this.came) })
    ;[this.why, this.went, this.came] = [new Set(), [], []]
  }

  /* Begins the next line where the new text does. */
  cut(place) {
    if (!this.breaks.length || place < this.breaks[0]) return false
    this.tell("")
    this.breaks.shift()
    this.end()
    return true
  }

  same(one, other) {
    const [old, now] = [this.old[one], this.now[other]]
    const before = this.cut(other) ? "" : now.before
    let [label, why] = difference(old, now, this.reasons)
    const beside = label ? this.beside(other) : null
    // The words that changed tell that the link is another.
    if (beside) [label, why] = ["", beside.why || WORDS]
    this.tell(label)
    if (why) this.why.add(why)
    if (!before && old.before && this.pieces.endsIn === OUT) this.pieces.space(OUT, old.before, old.runs[0].form)
    this.pieces.token(SAME, now, before)
  }

  /* The gap where words of the same link changed, with nothing but that link in between. */
  beside(other) {
    const target = targetOf(this.now[other])
    if (!target) return null
    const allLead = (from, to) => this.now.slice(from, to + 1).every(token => targetOf(token) === target)
    return this.gaps.find(gap => {
      for (let at = gap.from; at < gap.to; at += 1) if (allLead(Math.min(at, other), Math.max(at, other))) return true
      return false
    }) ?? null
  }

  /* Says what differed in the words before, once they end. */
  tell(label) {
    if (this.label && this.label !== label) this.pieces.add(TOLD, this.label)
    this.label = label
  }

  gap(gap) {
    const [went, came] = [this.old.slice(gap.start, gap.end), this.now.slice(gap.from, gap.to)]
    const why = gap.why || WORDS
    this.why.add(why)
    const apart = went.length > 0 && came.length > 0
    went.forEach((token, at) => {
      let { before } = token
      if (at === 0 && apart && token.before && came[0].before) {
        this.pieces.space(SAME, token.before, came[0].runs[0].form)
        before = ""
      }
      this.pieces.token(OUT, token, before)
    })
    if (why === WORDS) this.went.push(...went)
    came.forEach((token, at) => {
      const before = this.cut(gap.from + at) ? "" : token.before
      // No text has a space here, and yet these are two words.
      if (at === 0 && apart && gap.start === 0 && gap.from === 0) this.pieces.add(SAME, " ")
      this.pieces.token(IN, token, before)
      if (why === WORDS) this.came.push(token)
    })
    if (SAID.has(why)) this.pieces.add(TOLD, SAID.get(why))
  }
}

const targetOf = token => token.runs[0].form.target

const shares = (some, others) => some.some(item => others.includes(item))
const sameSet = (some, others) => some.size === others.size && [...some].every(item => others.has(item))

/* What to say of a word that is the same and looks or leads otherwise, and what that comes from. */
const difference = (old, now, reasons) => {
  if (old.forms === now.forms) return ["", ""]
  const [was, is] = [old, now].map(token => new Set(token.runs.map(run => run.form.target).filter(Boolean)))
  if (!sameSet(was, is)) {
    if (was.size === 1 && is.size === 1 && byFact([...was][0], [...is][0], reasons.values)) return [SAID.get(FACT), FACT]
    if (now.runs.some(run => run.form.names.includes("img"))) return ["(andere afbeelding)", LOOK]
    if (was.size && is.size) return ["(link gewijzigd)", LINK]
    return [is.size ? "(nu een link)" : "(geen link meer)", LINK]
  }
  const [names, after] = [old, now].map(token => new Set(token.runs.flatMap(run => run.form.names)))
  if (sameSet(names, after)) return ["", ""]
  if (!EMPHASIS.some(name => names.has(name) !== after.has(name))) return ["(opmaak gewijzigd)", LOOK]
  const [before, has] = [names, after].map(set => shares(EMPHASIS, [...set]))
  if (before && has) return ["(nadruk gewijzigd)", LOOK]
  return [has ? "(nu met nadruk)" : "(zonder nadruk)", LOOK]
}
