/* Which sentences of an article to show: those that hold what was asked, each with what to mark in it. */

const SENTENCE = /(?<=[.?!:;])(?<!\b[A-Z]\.) (?=["'‘’“„(]*[A-ZÀ-Ý\d+])/g
const MOST = 3
/* Signs of a sentence, and of what is left round a word in one that is longer, such as a table. */
const LONG = 320
const ROUND = 130

/* The sentences of a text as [from, to]; of one that many versions have they are the same. */
const sentences = text => {
  if (!known.has(text)) {
    const ends = [...text.matchAll(SENTENCE)].map(found => found.index)
    known.set(text, [...ends, text.length].map((end, at) => [at ? ends[at - 1] + 1 : 0, end]))
  }
  return known.get(text)
}
const known = new Map()

/* The part of a long sentence round the first word that was found. */
const cut = ([from, to], text, marks) => {
  if (to - from <= LONG) return [from, to]
  const begin = marks[0][0] - ROUND <= from ? from : text.indexOf(" ", marks[0][0] - ROUND) + 1
  const end = begin + LONG >= to ? to : Math.max(text.lastIndexOf(" ", begin + LONG), marks[0][1])
  return [begin, end]
}

/* What to show of a hit, in the order of the text, and how many places more there are: `part` is null for the article's own title, and `text` is
   empty where the words stand over a part. As few sentences as hold every term, and then the first others, MOST in all. */
export const passages = ({ spots }) => {
  const found = new Map()
  for (const { part, of, from, to } of spots) {
    if (!part) continue
    const all = sentences(part.text)
    // Words in a row may go on in the next sentence.
    const [begin, end] = from === null ? [-1, -1] : [all.find(([, end]) => from < end)[0], all.find(([, end]) => to <= end)[1]]
    const own = found.get(part) ?? new Map()
    found.set(part, own)
    const one = own.get(begin) ?? { part, at: [begin, end], terms: new Set(), marks: [] }
    one.at[1] = Math.max(one.at[1], end)
    own.set(begin, one)
    one.terms.add(of)
    if (from !== null) one.marks.push([from, to])
  }
  const all = [...found.values()].flatMap(own => {
    // What stands over a part is named with each sentence of it.
    const each = [...own.values()].sort((one, other) => one.at[0] - other.at[0])
    const within = each.filter(one => one.marks.length)
    if (!within.length) return each
    for (const one of each) if (!one.marks.length) for (const term of one.terms) within[0].terms.add(term)
    return within
  })
  const chosen = new Set()
  const missing = new Set(all.flatMap(one => [...one.terms]))
  const rest = [...all]
  while (missing.size && rest.length) {
    const gain = one => [...one.terms].filter(term => missing.has(term)).length
    const best = rest.reduce((a, b) => (gain(b) > gain(a) ? b : a))
    for (const term of best.terms) missing.delete(term)
    chosen.add(best)
    rest.splice(rest.indexOf(best), 1)
  }
  for (const one of all) if (chosen.size < MOST) chosen.add(one)
  const shown = all.filter(one => chosen.has(one)).map(one => {
    const marks = one.marks.sort((a, b) => a[0] - b[0])
    if (!marks.length) return { part: one.part, pieces: [] }
    const [from, to] = cut(one.at, one.part.text, marks)
    return { part: one.part, pieces: pieces(one.part.text, from, to, marks, from > one.at[0], to < one.at[1]) }
  })
  return { shown, more: all.length - shown.length }
}

/* A piece of a text as [words, whether they were found]. */
const pieces = (text, from, to, marks, before, behind) => {
  const made = before ? [["… ", false]] : []
  let at = from
  for (const [begin, end] of marks) {
    if (begin < at || end > to) continue
    made.push([text.slice(at, begin), false], [text.slice(begin, end), true])
    at = end
  }
  made.push([`${text.slice(at, to)}${behind ? " …" : ""}`, false])
  return made.filter(([words]) => words)
}

/* The title of an article, with what was found in it. */
export const titled = ({ run, spots }) => pieces(run.title, 0, run.title.length, spots.filter(one => !one.part).map(one => [one.from, one.to]).sort((a, b) => a[0] - b[0]), false, false)
