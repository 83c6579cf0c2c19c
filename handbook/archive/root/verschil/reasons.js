/* Why words differ: a fact has another value, an article that is named has another number, or the reader is spoken to otherwise. The twin of redline/reasons.py. */
import { MARK } from "./links.js"
import { alike } from "./spoken.js"
import { words } from "./tokens.js"

export const FACT = "gegeven"
export const REFERENCE = "verwijzing"
export const EMPLOYER = "werkgever"
export const FORM = "aanspreekvorm"

const IN_WORDS = [
  ..."nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig".split(" ").entries(),
  [30, "dertig"], [40, "veertig"], [50, "vijftig"], [60, "zestig"], [70, "zeventig"], [80, "tachtig"], [90, "negentig"], [100, "honderd"],
]
const NUMBERS = new Map(IN_WORDS)

export const MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split(" ")

const same = (some, others) => some.length === others.length && some.every((item, at) => item === others[at])

/* The forms in which a text can have a value, each as { why, name, old, now } in tokens: as it is, a number in words, a list with `en`,
   and each of these where a sentence begins. */
export const forms = (why, name, old, now) => {
  const found = []
  for (const [one, other] of [[old, now], [inWords(old), inWords(now)], [listed(old), listed(now)]]) {
    if (!one || !other || one === other) continue
    found.push({ why, name, old: words(one), now: words(other) })
    const [begin, also] = [begun(one), begun(other)]
    if (begin !== one || also !== other) found.push({ why, name, old: words(begin), now: words(also) })
  }
  return found
}

const begun = value => {
  const [first] = value
  return first.toUpperCase() + value.slice(first.length)
}

const inWords = value => (/^[0-9]{1,3}$/.test(value) ? NUMBERS.get(Number(value)) ?? String(Number(value)) : "")

const listed = value => {
  const items = value.split(", ")
  return items.length > 1 ? `${items.slice(0, -1).join(", ")} en ${items.at(-1)}` : value
}

/* Puts with each gap what it comes from, where that is known. `reasons` has `values`, a list of forms, `articles`, a Map of ids to the article in
   both texts, `dated`: whether the article prints days of its revision, which no version keeps as facts, and `form`: how the old text speaks
   to its reader, where the new one does so otherwise. */
export const explain = (old, now, gaps, reasons) => {
  if (!gaps.length) return
  if (reasons.values.length) explainFacts(old, now, gaps, reasons.values)
  for (const gap of gaps) {
    // The title of an article that is named speaks to its reader, too.
    if (!gap.why && reasons.form && alike(keysOf(old.slice(gap.start, gap.end)), keysOf(now.slice(gap.from, gap.to)), reasons.form)) gap.why = FORM
    if (!gap.why && isReference(old, now, gap, reasons.articles)) gap.why = REFERENCE
    if (!gap.why && reasons.dated && isOfRevision(keysOf(old.slice(gap.start, gap.end)), keysOf(now.slice(gap.from, gap.to)))) gap.why = FACT
  }
}

const keysOf = tokens => tokens.map(token => token.key)

/* Whether a link differs by nothing but a fact that it holds, such as a mail address or the figures of a telephone number. */
export const byFact = (was, now, values) => values.some(value => was.replaceAll(value.old.join(""), () => value.now.join("")) === now)

/* What a draft prints of its revision as long as nobody knows it; no text may have it typed. */
const PENDING = words("(nog niet bekend)")

/* Whether the words are two days, or parts of them, or what a draft does not know yet on one side and anything on the other. */
const isOfRevision = (one, other) => (isDay(one) && isDay(other)) || isPending(one, other) || isPending(other, one)

const isDay = keys => keys.length > 0 && keys.every(key => MONTHS.includes(key) || /^(?:[0-9]{1,2}|[0-9]{4})$/.test(key))

/* Whether there is nothing in it but that, and between twice that words that both sides have. */
const isPending = (keys, other) => {
  const left = [...keys]
  let at = 0
  while (at < left.length) {
    if (same(left.slice(at, at + PENDING.length), PENDING)) left.splice(at, PENDING.length)
    else at += 1
  }
  return left.length < keys.length && left.every(key => other.includes(key))
}

const explainFacts = (old, now, gaps, values) => {
  const path = pathOf(gaps, old.length, now.length)
  const points = new Set(path.map(String))
  const [before, after] = [old, now].map(side => side.map(token => token.key))
  for (const [start, from] of path) {
    for (const value of values) {
      let [end, to] = [start + value.old.length, from + value.now.length]
      if (!same(before.slice(start, end), value.old) || !same(after.slice(from, to), value.now)) continue
      const single = value.old.length === 1 && value.now.length === 1
      // One week, two weeks.
      if (!points.has(`${end},${to}`) && single && counted(before[end], after[to])) [end, to] = [end + 1, to + 1]
      if (!points.has(`${end},${to}`)) continue
      for (const gap of gaps) if (start <= gap.start && gap.end <= end && from <= gap.from && gap.to <= to) gap.why = value.why
    }
  }
}

/* The places in both texts that belong to each other: between two common words, and at the ends of a gap. */
const pathOf = (gaps, length, size) => {
  const found = []
  let [at, other] = [0, 0]
  for (const gap of [...gaps, { start: length, end: length, from: size, to: size }]) {
    while (at < gap.start) found.push([at++, other++])
    found.push([gap.start, gap.from])
    if (gap.end !== gap.start || gap.to !== gap.from) found.push([gap.end, gap.to])
    ;[at, other] = [gap.end, gap.to]
  }
  return found
}

const opening = word => [...word].slice(0, 2).join("")
const counted = (one, other) => one !== undefined && other !== undefined && one !== other && opening(one) === opening(other)

/* Whether the gap lies within a link to one article, that says no more than its number, its title, or both. */
const isReference = (old, now, gap, articles) => {
  if (gap.start === gap.end || gap.from === gap.to) return false
  const targets = new Set([...old.slice(gap.start, gap.end), ...now.slice(gap.from, gap.to)].map(targetOf))
  const [target] = targets
  if (targets.size > 1 || !target.startsWith(MARK) || !articles.has(target.slice(MARK.length))) return false
  const [one, other] = articles.get(target.slice(MARK.length))
  const said = formOf(around(old, gap.start, target), one)
  return said !== "" && said === formOf(around(now, gap.from, target), other)
}

const targetOf = token => {
  const found = new Set(token.runs.map(run => run.form.target))
  return found.size === 1 ? [...found][0] : ""
}

const around = (side, at, target) => {
  let [start, end] = [at, at]
  while (start > 0 && targetOf(side[start - 1]) === target) start -= 1
  while (end < side.length && targetOf(side[end]) === target) end += 1
  return side.slice(start, end).map(token => token.key)
}

/* How the words name the article; empty where they say something else of it. */
const formOf = (said, article) => {
  const [number, title] = [words(article.number), words(article.title)]
  const named = [
    [number, "nummer"],
    [[...number, ",", ...title], "nummer en titel"],
    [title, "titel"],
    [["artikel", ...number], "artikel"],
    [["Artikel", ...number], "Artikel"],
    [["artikel", ...number, ",", ...title], "artikel en titel"],
    [["Artikel", ...number, ",", ...title], "Artikel en titel"],
  ]
  return named.findLast(([keys]) => same(keys, said))?.[1] ?? ""
}
