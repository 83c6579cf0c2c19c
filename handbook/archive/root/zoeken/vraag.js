/* Reads what somebody typed: words, "words in a row", and -what may not be there. */
import { tokens } from "./woorden.js"

const LONGEST = 200
const PIECE = /(-?)(?:"([^"]*)"|(\S+))/g

/* What was typed as it is searched: single spaces, no half signs, at most LONGEST signs. */
export const clean = text => [...text.replace(/\p{Surrogate}/gu, "").replace(/\s+/g, " ").trim()].slice(0, LONGEST).join("").trim()

/* The terms of a question. `row` says that its words must stand there just so, one after the other; `not` that it may not be there. */
export const read = text => {
  const typed = clean(text).replace(/[“”„]/g, '"').replace(/(^| )[–−](?=\S)/g, "$1-")
  const found = new Map()
  for (const [, sign, quoted, bare] of typed.matchAll(PIECE)) {
    const words = tokens(quoted ?? bare).map(one => one.word)
    if (!words.length) continue
    // "e-mail" is two words for who compares words.
    const term = { shown: (quoted ?? bare.replace(/"/g, "")).trim(), words, row: quoted !== undefined || words.length > 1, not: sign === "-" }
    found.set(`${term.not} ${term.row} ${words.join(" ")}`, term)
  }
  const terms = [...found.values()]
  return { typed, wanted: terms.filter(term => !term.not), unwanted: terms.filter(term => term.not) }
}
