/* The sentence above a redline: how much of what kind changed. The twin of redline/summary.py. */

import { factName } from "./fact-names.js"

export const NOTHING = "Er is niets veranderd."

const COUNTED = ["gewijzigd", "nieuw", "vervallen", "hernoemd", "verplaatst", "vernummerd"]

const articles = number => (number === 1 ? "artikel" : "artikelen")
const quoted = value => (value ? `“${value}”` : "leeg")

/* One or more sentences; `counts` is a Map of kinds, `switches` are names of choices with their value before and now and how many articles differ by them. */
export const told = (counts, switches, facts) => {
  const listed = COUNTED.map(kind => [counts.get(kind) ?? 0, kind]).filter(([number]) => number)
  const first = listed.map(([number, word], at) => `${number} ${at ? "" : `${articles(number)} `}${word}`).join(", ")
  const sentences = first ? [`${first}.`] : []
  for (const [name, old, now, number] of switches) {
    sentences.push(`De keuze ${quoted(factName(name))} ging van ${quoted(old)} naar ${quoted(now)}: dat raakt ${number} ${articles(number)}.`)
  }
  const only = counts.get("gegeven") ?? 0
  if (only) sentences.push(`In ${only} ${articles(only)} veranderde alleen een gegeven.`)
  else if (facts) sentences.push(sentences.length ? "Ook veranderde een gegeven." : "Er veranderde een gegeven.")
  const refers = counts.get("verwijzing") ?? 0
  if (refers) sentences.push(`In ${refers} ${articles(refers)} veranderde alleen hoe het naar een ander artikel verwijst.`)
  return sentences.join(" ") || NOTHING
}
