/* What a redline says: the changes by article and part, with their marks, the facts that changed and the choices that were switched.
   The twin of redline/changes.py, where each field is told. */
import { told } from "./summary.js"

/* What a piece is: in both texts, only in the old one, only in the new one, or words of the redline itself. */
export const SAME = "="
export const OUT = "-"
export const IN = "+"
export const TOLD = "!"

const KINDS = ["nieuw", "gewijzigd", "vervallen", "gesplitst", "samengevoegd", "hernoemd", "verplaatst", "vernummerd", "verwijzing", "gegeven"]

/* Running text with its marks: pieces { op, text, names, link }. */
export class Line {
  constructor(pieces) {
    this.pieces = pieces
  }

  get changed() {
    return this.pieces.some(piece => piece.op !== SAME)
  }

  data() {
    return { stukken: this.pieces.map(one => [one.op, one.text, ...(one.names.length || one.link ? [one.names, one.link] : [])]) }
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

  data() {
    return { op: this.op, element: this.tag, kenmerken: Object.fromEntries(this.attributes), label: this.label, binnen: this.children.map(child => child.data()) }
  }
}

/* Words of rule text that are on one side only. */
export const NO_WORDS = { removed: [], inserted: [] }

export const addWords = (one, other) => ({ removed: [...one.removed, ...other.removed], inserted: [...one.inserted, ...other.inserted] })

const dataOfWords = words => ({ weg: words.removed, bij: words.inserted })
const dataOfPart = part => ({ soort: part.kind, nummer: part.number, titel: part.title, adres: part.address })
const dataOfArticle = article =>
  article && { id: article.id, nummer: article.number, titel: article.title, pagina: article.page, adres: article.address }

/* What became of a part. */
export class PartChange {
  constructor(how, old, now, labels, title, blocks, words, why) {
    Object.assign(this, { how, old, new: now, labels, title, blocks, words, why })
  }

  /* The part as it is now, or was. */
  get part() {
    return (this.new.length ? this.new : this.old)[0]
  }

  data() {
    return {
      wat: this.how,
      oud: this.old.map(dataOfPart),
      nieuw: this.new.map(dataOfPart),
      labels: this.labels,
      titel: this.title?.data() ?? null,
      inhoud: this.blocks.map(block => block.data()),
      woorden: dataOfWords(this.words),
      waardoor: [...this.why].sort(),
    }
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

  /* The one kind as which it counts in the summary; none where a choice that was switched brought it along. */
  get counted() {
    return this.switches.length ? "" : this.said[0]
  }

  data() {
    return {
      id: this.id,
      soort: this.said,
      oud: dataOfArticle(this.old),
      nieuw: dataOfArticle(this.new),
      titel: this.title.data(),
      delen: this.parts.map(part => part.data()),
      verwant: this.related.map(dataOfArticle),
      keuzes: this.switches,
      woorden: dataOfWords(this.words),
    }
  }
}

const dataOfValue = one => ({ naam: one.name, oud: one.old, nieuw: one.new, artikelen: one.articles })

/* All that differs between two texts; `facts` and `switches` are { name, old, new, articles }. */
export class Redline {
  constructor(old, now, changes, facts = [], switches = []) {
    Object.assign(this, { old, new: now, changes, facts, switches })
  }

  /* What changed, counted, in one or more sentences; what a choice that was switched brings along is counted with that choice. */
  get summary() {
    const counts = new Map(KINDS.map(kind => [kind, this.changes.filter(one => one.counted === kind).length]))
    return told(counts, this.switches.map(one => [one.name, one.old, one.new, one.articles.length]), this.facts.length > 0)
  }

  /* All of it, for JSON; the same, key by key, as the program gives. */
  data() {
    return {
      schema: 1,
      oud: this.old,
      nieuw: this.new,
      samenvatting: this.summary,
      wijzigingen: this.changes.map(one => one.data()),
      gegevens: this.facts.map(dataOfValue),
      keuzes: this.switches.map(dataOfValue),
    }
  }

  /* What differs in one article, by its id now or before. */
  only(id) {
    const changes = this.changes.filter(one => one.id === id || one.old?.id === id)
    const ids = new Set([id, ...changes.map(one => one.id)])
    const touched = one => one.articles.some(article => ids.has(article))
    return new Redline(this.old, this.new, changes, this.facts.filter(touched), this.switches.filter(touched))
  }
}
