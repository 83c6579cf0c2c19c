/* What a redline says: the changes by article and part, with their marks, the facts that changed and the choices that were switched.
   The twin of redline/changes.py, where each field is told. */
import { dataOf } from "./data.js"
import { summary } from "./summary.js"

/* What a piece is: in both texts, only in the old one, only in the new one, or words of the redline itself. */
export const SAME = "="
export const OUT = "-"
export const IN = "+"
export const TOLD = "!"

export const KINDS = ["nieuw", "gewijzigd", "vervallen", "gesplitst", "samengevoegd", "hernoemd", "verplaatst", "vernummerd", "verwijzing", "gegeven"]

/* Running text with its marks: pieces { op, text, names, link }. */
export class Line {
  constructor(pieces) {
    this.pieces = pieces
  }

  get changed() {
    return this.pieces.some(piece => piece.op !== SAME)
  }
}

/* A block with its marks; `attributes` is a list of names with their values. */
export class Box {
  constructor(op, tag, attributes, label, children) {
    Object.assign(this, { op, tag, attributes, label, children })
  }

  with(more) {
    return Object.assign(new Box(this.op, this.tag, this.attributes, this.label, this.children), more)
  }
}

export const NO_WORDS = { removed: [], inserted: [] }

export const addWords = (one, other) => ({ removed: [...one.removed, ...other.removed], inserted: [...one.inserted, ...other.inserted] })

/* What became of a part: `how`, `old` and `new` parts, `labels`, `title` or null, `blocks`, `words`, `why`. */
export class PartChange {
  constructor(how, old, now, labels, title, blocks, words, why) {
    Object.assign(this, { how, old, new: now, labels, title, blocks, words, why })
  }

  /* The part as it is now, or was. */
  get part() {
    return (this.new.length ? this.new : this.old)[0]
  }
}

/* An article that differs. */
export class Change {
  constructor(id, old, now, kinds, title, parts, related = [], switches = []) {
    Object.assign(this, { id, old, new: now, kinds: new Set(kinds), title, parts, related, switches })
  }

  /* The article as it is now, or was. */
  get article() {
    return this.new ?? this.old
  }

  get words() {
    return this.parts.map(part => part.words).reduce(addWords, NO_WORDS)
  }

  /* Its kinds in the order of KINDS. */
  get said() {
    return KINDS.filter(kind => this.kinds.has(kind))
  }
}

/* All that differs between two texts; `facts` and `switches` are { name, old, new, articles }. */
export class Redline {
  constructor(old, now, changes, facts = [], switches = []) {
    Object.assign(this, { old, new: now, changes, facts, switches })
  }

  get empty() {
    return !(this.changes.length || this.facts.length || this.switches.length)
  }

  get summary() {
    return summary(this)
  }

  data() {
    return dataOf(this)
  }

  /* What differs in one article, by its id now or before. */
  only(id) {
    const changes = this.changes.filter(one => one.id === id || one.old?.id === id)
    const ids = new Set([id, ...changes.map(one => one.id)])
    const touched = one => one.articles.some(article => ids.has(article))
    return new Redline(this.old, this.new, changes, this.facts.filter(touched), this.switches.filter(touched))
  }
}
