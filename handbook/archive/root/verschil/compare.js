/* Compares two texts of the handbook: which articles belong to each other, and what became of each. The twin of redline/compare.py. */
import { align, Item } from "./alignment.js"
import { compared, oneSide, only } from "./blocks.js"
import { Change, IN, Line, NO_WORDS, OUT, PartChange, Redline, SAME } from "./changes.js"
import { tellMoved } from "./elsewhere.js"
import { Links } from "./links.js"
import { leading, line, parse, together } from "./markup.js"
import { marked, SHAPE, whole, WORDS } from "./marks.js"
import { PARTS } from "./named.js"
import { paired } from "./pairing.js"
import { EMPLOYER, FACT, FORM, forms, MONTHS, REFERENCE } from "./reasons.js"
import { NAME } from "./spoken.js"

/* The kinds of parts that are rule text; a lid that is advice is none. */
const RULES = ["lid", "tekst", "tabel"]

const OF_EMPLOYER = ["werkgever.naam", "werkgever.naam_kort"]

/* Facts that differ in every version, and that none keeps. */
const OF_REVISION = "revisie."
const isOfRevision = name => name.startsWith(OF_REVISION)

const longDate = day => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(0, 4))}`

/* All that differs in `now` from `old`; `successors` is a Map of new ids of articles, by the ids that they had. */
export const compare = (old, now, successors = new Map()) => new Comparison(old, now, successors).redline()

const isRule = part => RULES.includes(part.kind) && !part.advice
const capital = word => word.slice(0, 1).toUpperCase() + word.slice(1)

/* A title that is on one side only, or the same on both. */
const wholeLine = (text, op) => whole(line(text ?? "").tokens, op)

class Comparison {
  constructor(old, now, successors) {
    Object.assign(this, { old, now, pairing: paired(old, now, successors) })
    this.before = new Links(old, this.pairing.names)
    this.after = new Links(now, new Map())
    this.differing = differing(old, now)
    this.values = valuesOf(old, now, this.differing)
    this.form = old.form && now.form && old.form !== now.form ? old.form : ""
    this.articles = new Map(this.pairing.pairs.map(([one, other]) => [other.id, [one, other]]))
    this.chosen = this.choices()
  }

  redline() {
    const found = []
    // Articles in which the name of the employer changed.
    const named = new Set()
    for (const [one, other] of this.pairing.inOrder()) {
      const change = this.change(one, other)
      if (change.parts.some(part => part.why.has(EMPLOYER))) named.add(change.id)
      if (change.kinds.size) found.push(change)
    }
    tellMoved(found)
    return new Redline(this.old.version, this.now.version, found, this.facts(named), this.switches(found))
  }

  change(one, other) {
    const article = other ?? one
    const related = this.pairing.related.get(other ? article.id : `-${article.id}`) ?? []
    if (!one || !other) {
      const [op, how] = one ? [OUT, "vervallen"] : [IN, "nieuw"]
      const parts = article.parts.map(part => this.alone(part, op, how))
      const kinds = related.length ? [how, one ? "samengevoegd" : "gesplitst"] : [how]
      return this.switched(new Change(article.id, one, other, kinds, wholeLine(article.title, op), parts, related))
    }
    if (this.isSame(one, other)) {
      const kinds = placesOf(one, other)
      return new Change(other.id, one, other, kinds, kinds.length ? wholeLine(other.title, SAME) : new Line([]), [])
    }
    const dated = [...one.facts, ...other.facts].some(isOfRevision)
    const reasons = { values: this.reasons(one, other), articles: this.articles, dated, form: this.form }
    const [title] = marked(line(one.title).tokens, line(other.title).tokens, reasons)
    const parts = this.parts(one, other, reasons)
    const why = new Set([...parts.flatMap(part => [...part.why]), ...title.why])
    if (!why.size && parts.some(part => part.how !== "gelijk")) why.add(SHAPE)
    return this.switched(new Change(other.id, one, other, [...placesOf(one, other), ...kindsOf(why)], title.line, parts))
  }

  /* Whether nothing needs to be looked at: the quick answer for most articles, also where only the day in a link to the law is another. */
  isSame(one, other) {
    if (one.title !== other.title || one.parts.length !== other.parts.length) return false
    return one.parts.every((was, at) => {
      const now = other.parts[at]
      return ["kind", "number", "title", "advice"].every(name => was[name] === now[name])
        && (was.html === now.html || leading(was.html, this.before.canon) === leading(now.html, this.after.canon))
    })
  }

  alone(part, op, how, labels = [capital(how)]) {
    const moved = how === "verplaatst"
    const nodes = parse(part.html, (op === OUT ? this.before : this.after).canon)
    const words = isRule(part) && !moved ? only(nodes, op, "Nieuw").words : NO_WORDS
    const [old, now] = op === OUT ? [[part], []] : [[], [part]]
    return new PartChange(how, old, now, labels, part.title ? wholeLine(part.title, op) : null, oneSide(nodes, op), words, new Set([moved ? SHAPE : WORDS]))
  }

  parts(one, other, reasons) {
    const [olds, news] = [[one, this.before], [other, this.after]].map(([article, links]) => article.parts.map(part => ({ part, nodes: parse(part.html, links.canon) })))
    return align(olds.map(itemOf), news.map(itemOf)).map(step => this.part(step, olds, news, reasons))
  }

  part(step, olds, news, reasons) {
    const [went, came] = [step.old.map(at => olds[at]), step.now.map(at => news[at])]
    const [old, now] = [went, came].map(side => side.map(one => one.part))
    if (step.how === "out") return this.alone(old[0], OUT, "vervallen")
    if (step.how === "in") return this.alone(now[0], IN, "nieuw")
    if (step.how === "moved-out") return this.alone(old[0], OUT, "verplaatst", [named(now) ? `Verplaatst: nu ${named(now)}` : "Verplaatst"])
    if (step.how === "moved-in") return this.alone(now[0], IN, "verplaatst", [named(old) ? `Verplaatst: was ${named(old)}` : "Verplaatst"])
    const [title] = marked(line(old[0].title ?? "").tokens, line(now[0].title ?? "").tokens, reasons)
    const found = compared(went.flatMap(one => one.nodes), came.flatMap(one => one.nodes), reasons)
    const why = new Set([...found.why, ...title.why])
    const joined = step.how === "merged" || step.how === "split"
    if (joined || old[0].advice !== now[0].advice || old[0].kind !== now[0].kind) why.add(SHAPE)
    const how = joined ? { merged: "samengevoegd", split: "gesplitst" }[step.how] : [...why].some(reason => reason !== FORM) ? "gewijzigd" : "gelijk"
    const words = [...old, ...now].some(isRule) ? found.words : NO_WORDS
    return new PartChange(how, old, now, labelsOf(step.how, old, now), now[0].title || old[0].title ? title.line : null, found.blocks, words, why)
  }

  reasons(one, other) {
    const printed = new Set([...one.facts, ...other.facts, ...OF_EMPLOYER])
    return this.values.filter(value => printed.has(value.name) || isOfRevision(value.name))
  }

  /* The change with the choices that it depends on; a text that says nothing of its conditions depends on none. */
  switched(change) {
    const asked = new Set([...(change.old?.conditions ?? []), ...(change.new?.conditions ?? [])])
    if (["nieuw", "vervallen", "gewijzigd"].some(kind => change.kinds.has(kind))) change.switches = this.chosen.map(([name]) => name).filter(name => asked.has(name))
    return change
  }

  /* The facts that differ and are a choice: words, no number, and not of the revision itself, which is another each time. */
  choices() {
    const asked = new Set([this.old, this.now].flatMap(text => text.articles.flatMap(article => article.conditions)))
    return this.differing.filter(([name, one, other]) => asked.has(name) && ![one, other].filter(Boolean).every(isNumber) && !isOfRevision(name))
  }

  switches(changes) {
    return this.chosen.map(([name, one, other]) => ({ name, old: one, new: other, articles: changes.filter(change => change.switches.includes(name)).map(change => change.id) }))
      .filter(choice => choice.articles.length)
  }

  /* The facts that an article prints. The day and the kind of a revision are no facts that changed: every revision has its own. */
  facts(named) {
    const found = []
    const chosen = new Set(this.chosen.map(([name]) => name))
    for (const [name, one, other] of this.differing) {
      const ids = this.now.articles.filter(article => article.facts.includes(name)).map(article => article.id)
      const gone = this.old.articles.filter(article => article.facts.includes(name) && !this.articles.has(article.id)).map(article => article.id)
      if ((ids.length || gone.length) && !chosen.has(name) && !isOfRevision(name)) {
        found.push({ name, old: one, new: other, articles: [...ids, ...gone.filter(id => !ids.includes(id))] })
      }
    }
    if (this.old.employer !== this.now.employer && !found.some(fact => fact.name === OF_EMPLOYER[0])) {
      const ids = this.now.articles.filter(article => named.has(article.id)).map(article => article.id)
      found.unshift({ name: OF_EMPLOYER[0], old: this.old.employer, new: this.now.employer, articles: ids })
    }
    if (this.form) found.push({ name: NAME, old: this.old.form, new: this.now.form, articles: [] })
    return found
  }
}

const itemOf = ({ part, nodes }) => {
  const title = line(part.title ?? "")
  const key = JSON.stringify([part.kind, part.number, part.advice, title.key, ...nodes.map(node => node.key)])
  return new Item(["lid", "tekst"].includes(part.kind) ? "lid" : part.kind, key, together([title, ...nodes].map(node => node.bag)), part.number)
}

const isNumber = value => /^[0-9]+$/.test(value)

const placesOf = (one, other) => [
  ...(one.id === other.id ? [] : ["hernoemd"]),
  ...(one.page === other.page ? [] : ["verplaatst"]),
  ...(one.number === other.number ? [] : ["vernummerd"]),
]

/* The kinds of an article of which these are the reasons; the name of the employer and the form of address alone are none:
   they are told once for all. */
const kindsOf = why => {
  const rest = [...why].filter(reason => reason !== EMPLOYER && reason !== FORM)
  return rest.every(reason => reason === FACT || reason === REFERENCE) ? rest : ["gewijzigd"]
}

/* `lid 2`, `lid 2 en 3`; nothing of parts without a number. */
const named = parts => {
  const numbers = parts.map(part => part.number).filter(number => number !== null)
  return numbers.length ? `lid ${numbers.join(" en ")}` : ""
}

const labelsOf = (how, old, now) => {
  const was = named(old)
  const found = []
  if (how === "merged") found.push(was ? `Samengevoegd: was ${was}` : "Samengevoegd")
  else if (how === "split") found.push(was ? `Gesplitst: was ${was}` : "Gesplitst")
  else if (was && was !== named(now)) found.push(`Was ${was}`)
  if (old[0].kind !== now[0].kind && !was) found.push(`Was ${(PARTS[old[0].kind] ?? "Tekst").toLowerCase()}`)
  if (old[0].advice !== now[0].advice) found.push(old[0].advice ? "Nu een regel, was een tip" : "Nu een tip, was een regel")
  return found
}

/* The facts with another value, by name: those that both texts print or depend on, for what one of them never named is no change. */
const differing = (old, now) =>
  [...old.values.keys()].filter(name => now.values.has(name)).sort().map(name => [name, old.values.get(name), now.values.get(name)]).filter(([, one, other]) => one !== other)

/* The forms of each fact that changed. */
const valuesOf = (old, now, facts) => [
  ...facts.filter(([, one, other]) => one && other).flatMap(([name, one, other]) => forms(OF_EMPLOYER.includes(name) ? EMPLOYER : FACT, name, one, other)),
  ...(old.employer === now.employer ? [] : forms(EMPLOYER, OF_EMPLOYER[0], old.employer, now.employer)),
  ...[[old.version, now.version], [longDate(old.day), longDate(now.day)]].flatMap(([one, other]) => forms(FACT, OF_REVISION, one, other)),
]
