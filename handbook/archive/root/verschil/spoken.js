/* Whether words differ by nothing but how a reader is spoken to: with u or with je. The twin of redline/spoken.py. */
export const FORMAL = "u"

/* The fact that chooses between them. */
export const NAME = "handboek.aanspreekvorm"

/* Words of a text with u, and what stands for them in one with je; a verb in front of u only loses its t. */
const SAID = new Map([
  ["u", ["je", "jij", "jou", "jullie"]],
  ["uw", ["je", "jouw"]],
  ["uwe", ["jouwe"]],
  ["uws", ["jouws"]],
  ["uzelf", ["jezelf"]],
  ["zich", ["je"]],
  ["alstublieft", ["alsjeblieft"]],
  ["heeft", ["hebt", "heb"]],
  ["kunt", ["kan"]],
  ["zult", ["zal"]],
])

/* Whether these words, of which the old ones stand in a text with `form`, say the same to who is spoken to. */
export const alike = (old, now, form) => {
  const [formal, familiar] = form === FORMAL ? [old, now] : [now, old]
  return old.length > 0 && old.length === now.length && formal.every((word, at) => isSame(word, familiar[at]))
}

const isSame = (formal, familiar) => {
  const [one, other] = [formal.toLowerCase(), familiar.toLowerCase()]
  // Gaat u, ga je.
  return one === other || (SAID.get(one) ?? []).includes(other) || one === `${other}t` || (other.endsWith("a") && one === `${other}at`)
}
