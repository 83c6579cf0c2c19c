/* Finds the texts that hold what is asked: first the word as it was typed, and apart from that its other forms and longer words with it. */
import { participle, stem } from "./woorden.js"

export const EXACT = 0
export const OTHER = 1

/* Every word of the archive that answers a typed one, with how well. */
const answering = (word, words) => {
  const found = new Map(words.has(word) ? [[word, EXACT]] : [])
  const root = stem(word)
  const roots = new Set([root, participle(word)].filter(Boolean))
  for (const other of words) {
    if (found.has(other)) continue
    const theirs = stem(other)
    const form = roots.has(theirs) || participle(other) === root
    // Half a word says little: "app" is not asked of "apparaat".
    const longer = other.length > word.length && ((word.length > 3 && other.startsWith(word)) || (root.length > 3 && (other.endsWith(word) || theirs.endsWith(root))))
    if (form || longer) found.set(other, OTHER)
  }
  return found
}

/* Where a term stands among these tokens, each as [from, to, how well]; looked up once, for many texts share them. */
const places = (term, tokens) => {
  if (!term.places.has(tokens)) term.places.set(tokens, looked(term, tokens))
  return term.places.get(tokens)
}

const looked = (term, tokens) => {
  if (!term.row) return tokens.filter(one => term.answers.has(one.word)).map(one => [one.at, one.end, term.answers.get(one.word)])
  const last = term.words.length - 1
  return tokens.flatMap((one, at) => (term.words.every((word, n) => tokens[at + n]?.word === word) ? [[one.at, tokens[at + last].end, EXACT]] : []))
}

/* The terms, each knowing which words answer it, and where it was found. */
const prepared = ({ wanted, unwanted }, words) => [
  wanted.map(term => ({ ...term, places: new Map(), answers: term.row ? null : answering(term.words[0], words) })),
  unwanted.map(term => ({ ...term, places: new Map(), answers: new Map([[term.words[0], EXACT]]) })),
]

/* What stands in the words of a text, and over them, of each term. */
const spots = (parts, terms) =>
  parts.flatMap(part => terms.flatMap((term, of) => [
    ...places(term, part.tokens).map(([from, to, how]) => ({ part, of, from, to, how })),
    ...places(term, part.over).map(([, , how]) => ({ part, of, from: null, to: null, how })),
  ]))

/* Every run of versions in which an article holds all that is wanted and nothing that is not. `how` says whether all of it stands there as typed. */
export const find = (articles, question, words) => {
  const [wanted, unwanted] = prepared(question, words)
  const known = new Map()
  const within = text => {
    if (!known.has(text)) known.set(text, { found: spots(text.parts, wanted), barred: spots(text.parts, unwanted).length > 0 })
    return known.get(text)
  }
  const hit = run => {
    const { found, barred } = within(run.text)
    if (barred || unwanted.some(term => places(term, run.tokens).length)) return null
    const named = wanted.flatMap((term, of) => places(term, run.tokens).map(([from, to, how]) => ({ part: null, of, from, to, how })))
    const all = [...named, ...found]
    const best = wanted.map((_, of) => Math.min(...all.filter(one => one.of === of).map(one => one.how), Infinity))
    const how = Math.max(...best)
    return how === Infinity ? null : { run, how, spots: all.filter(one => one.how <= how) }
  }
  return articles.map(article => ({ article, hits: article.runs.map(hit).filter(Boolean) })).filter(({ hits }) => hits.length)
}
