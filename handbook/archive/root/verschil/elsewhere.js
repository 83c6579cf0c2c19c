/* Parts that stand in another article now: of these nothing went and nothing came. The twin of redline/elsewhere.py. */
import { NO_WORDS, PartChange } from "./changes.js"
import { SHAPE } from "./marks.js"
import { place } from "./named.js"
import { weight, words } from "./tokens.js"

const SHORTEST = 18

/* Lets the changes say of a part that went from one article and came in another with the same words, in both, that it moved. */
export const tellMoved = changes => {
  const came = new Map()
  changes.forEach((change, at) => change.parts.forEach((part, number) => {
    const said = part.how === "nieuw" ? saidBy(part.new[0]) : ""
    if (said) came.set(said, [...(came.get(said) ?? []), [at, number]])
  }))
  const parts = changes.map(change => [...change.parts])
  changes.forEach((change, at) => change.parts.forEach((part, number) => {
    const there = part.how === "vervallen" && change.old ? came.get(saidBy(part.old[0])) ?? [] : []
    if (!there.length) return
    const [other, where] = there.shift()
    const now = parts[other][where]
    parts[at][number] = moved(part, `Verplaatst: nu ${place(changes[other].article, now.new[0])}`)
    parts[other][where] = moved(now, `Verplaatst: was ${place(change.old, part.old[0])}`)
  }))
  changes.forEach((change, at) => (change.parts = parts[at]))
}

/* What a part says, to find it elsewhere; nothing where it is too short. */
const saidBy = part => {
  const keys = words(part.text)
  const size = keys.map(weight).filter(weighs => weighs > 1).reduce((sum, weighs) => sum + weighs, 0)
  return size < SHORTEST ? "" : [part.kind, ...keys].join(" ")
}

const moved = (part, label) => new PartChange("verplaatst", part.old, part.new, [label], part.title, part.blocks, NO_WORDS, new Set([SHAPE]))
