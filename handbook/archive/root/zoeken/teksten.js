/* What there is to search: every text that an article had, once, and from which version to which it stood so. */
import { tokens } from "./woorden.js"

/* All texts are larger than what says which holds. */
const PATIENCE = 60000

/* Most of a text stays as it was when an article changes: its words are cut once, however many texts have them. */
const cut = text => {
  if (!known.has(text)) known.set(text, tokens(text))
  return known.get(text)
}
const known = new Map()

const part = ([kind, number, title, place, text]) => ({ kind, number, title, place, text, tokens: cut(text), over: title ? cut(title) : [] })

/* The articles with the rows of versions in which they stood the same; `names` promises those of all versions, the oldest first. Throws where a file
   cannot be had (`fetched` is that of versies.js), or where the files do not belong together: one is of before a publication and another of after it. */
export const load = async (folder, names, fetched) => {
  const read = async name => {
    const data = await fetched(new URL(name, folder), PATIENCE)
    if (data.schema !== 1) throw new Error(`${name}: schema ${data.schema}`)
    return data
  }
  const list = await read("artikelen.json")
  const years = await Promise.all(list.jaren.map(year => read(`${year}.json`)))
  const texts = new Map(years.flatMap(year => year.teksten).map(({ tekst, delen }) => [tekst, { parts: delen.map(part) }]))
  const places = new Map((await names).map((name, at) => [name, at]))
  const run = ({ van, tot, id, nummer, titel, adres, tekst }) => {
    const one = { from: places.get(van), to: places.get(tot), id, number: nummer, title: titel, tokens: cut(titel), address: adres, text: texts.get(tekst) }
    if (one.from === undefined || one.to === undefined || !one.text) throw new Error(`${id}: ${van}`)
    return one
  }
  const articles = list.artikelen.map(({ ids, stond }) => {
    const runs = stond.map(run).sort((one, other) => one.from - other.from)
    return { ids, runs, last: runs.reduce((late, one) => (one.to >= late.to ? one : late)) }
  })
  const words = new Set()
  for (const all of known.values()) for (const { word } of all) words.add(word)
  return { articles: articles.sort((one, other) => byNumber(one.last.number, other.last.number)), words, unread: new Set(list.niet_gelezen) }
}

const figures = number => (number.match(/\d+/g) ?? []).map(Number)

/* 4.10 behind 4.9. */
export const byNumber = (one, other) => {
  const [mine, theirs] = [figures(one), figures(other)]
  const at = mine.findIndex((figure, place) => figure !== theirs[place])
  return at < 0 ? mine.length - theirs.length : mine[at] - (theirs[at] ?? -1)
}
