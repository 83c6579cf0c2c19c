/* Which articles of two texts belong to each other: by id, then by a new id that was given, then by what they say. The twin of redline/pairing.py. */
import { Item, likeness, shared } from "./alignment.js"
import { count } from "./markup.js"
import { FULL, weight, words } from "./tokens.js"

const RENAMED = 700
const PART_OF = 600
const SIZE = 8 * FULL

/* `pairs` are those that belong to each other; `related` is a Map of the articles that a new one was split from, by its id,
   or that a gone one went into, by its id behind `-`. */
class Pairing {
  constructor(old, now, pairs, related) {
    Object.assign(this, { old, now, pairs, related })
  }

  /* New ids by old ones. */
  get names() {
    return new Map(this.pairs.filter(([one, other]) => one.id !== other.id).map(([one, other]) => [one.id, other.id]))
  }

  /* All articles in the order of the new text, null where a side has none; one that went stands behind the one that stood before it. */
  inOrder() {
    const now = new Map(this.pairs.map(([one, other]) => [one.id, other.id]))
    const before = new Map(this.pairs.map(([one, other]) => [other.id, one]))
    const behind = new Map()
    let last = ""
    for (const one of this.old.articles) {
      if (now.has(one.id)) last = now.get(one.id)
      else behind.set(last, [...(behind.get(last) ?? []), [one, null]])
    }
    return [...(behind.get("") ?? []), ...this.now.articles.flatMap(other => [[before.get(other.id) ?? null, other], ...(behind.get(other.id) ?? [])])]
  }
}

/* `successors` is a Map of new ids by old ones; an id that the new text has itself already is one that another was taken into. */
export const paired = (old, now, successors) => {
  const there = new Map(now.articles.map(article => [article.id, article]))
  const pairs = new Map(old.articles.filter(article => there.has(article.id)).map(article => [article.id, there.get(article.id)]))
  const taken = new Set([...pairs.values()].map(other => other.id))
  const related = new Map()
  for (const article of old.articles) {
    const follows = there.get(successors.get(article.id) ?? "")
    if (pairs.has(article.id) || !follows) continue
    if (taken.has(follows.id)) {
      related.set(`-${article.id}`, [follows])
    } else {
      pairs.set(article.id, follows)
      taken.add(follows.id)
    }
  }
  let gone = old.articles.filter(article => !pairs.has(article.id))
  let come = now.articles.filter(article => !taken.has(article.id))
  if (gone.length || come.length) {
    for (const [one, other] of alike(gone.filter(article => !related.has(`-${article.id}`)), come)) {
      pairs.set(one.id, other)
      gone = gone.filter(article => article !== one)
      come = come.filter(article => article !== other)
    }
    const byId = new Map(old.articles.map(article => [article.id, article]))
    for (const [id, found] of relatedOf(gone, come, [...pairs].map(([id, other]) => [byId.get(id), other]), related)) related.set(id, found)
  }
  return new Pairing(old, now, old.articles.filter(article => pairs.has(article.id)).map(article => [article, pairs.get(article.id)]), related)
}

/* Its words, with those of its title. */
const itemOf = article => {
  const keys = [...words(article.title), ...article.parts.flatMap(part => words(part.text))]
  return new Item("", null, count(keys.filter(key => weight(key) > 1)))
}

const alike = (gone, come) => {
  const items = new Map(come.map(article => [article.id, itemOf(article)]))
  let left = [...come]
  const found = []
  for (const one of gone) {
    const item = itemOf(one)
    let [best, choice] = [RENAMED - 1, null]
    for (const other of left) {
      const share = item.size >= SIZE ? likeness(item, items.get(other.id)) : 0
      if (share > best) [best, choice] = [share, other]
    }
    if (choice) {
      left = left.filter(other => other !== choice)
      found.push([one, choice])
    }
  }
  return found
}

/* Of each new article the one that it was split from, of each that went the one that took it in. */
const relatedOf = (gone, come, pairs, known) => {
  const found = new Map()
  const changed = pairs.filter(([one, other]) => one.sha256 !== other.sha256 || one.title !== other.title)
    .map(([one, other]) => ({ one, other, before: itemOf(one), after: itemOf(other) }))
  const [wholeGone, wholeNew] = [gone, come].map(articles => articles.map(article => [article, itemOf(article)]))
  for (const [other, item] of wholeNew) {
    const best = bestOf(item, [...changed.map(({ one, before, after }) => [one, less(before.bag, after.bag)]), ...wholeGone.map(([one, before]) => [one, before.bag])])
    if (best) found.set(other.id, [best])
  }
  for (const [one, item] of wholeGone) {
    if (known.has(`-${one.id}`)) continue
    const best = bestOf(item, [...changed.map(({ other, before, after }) => [other, less(after.bag, before.bag)]), ...wholeNew.map(([other, after]) => [other, after.bag])])
    if (best) found.set(`-${one.id}`, [best])
  }
  return found
}

const less = (bag, own) => new Map([...bag].map(([word, number]) => [word, number - (own.get(word) ?? 0)]).filter(([, number]) => number > 0))

/* The article in which most of the item stands, where that is enough. */
const bestOf = (item, candidates) => {
  if (item.size < SIZE) return null
  let [best, choice] = [PART_OF - 1, null]
  for (const [article, bag] of candidates) {
    const part = Math.floor((shared(item.bag, bag) * 1000) / item.size)
    if (part > best) [best, choice] = [part, article]
  }
  return choice
}
