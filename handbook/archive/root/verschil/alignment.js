/* Finds which parts, paragraphs, rows or columns of two texts belong to each other. The twin of redline/alignment.py, where its sources are told. */
import { weight } from "./tokens.js"

const ENOUGH = 400
const SAME_NUMBER = 250
const BONUS = 60
const MOVED = 800
const TAKEN = 600
const SIZE_TO_MOVE = 18

const numbers = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)

/* What is aligned: items of one `shape` may belong together; with the same `key`, a string, nothing in them differs. `bag` counts the words. */
export class Item {
  constructor(shape, key, bag, number = null) {
    Object.assign(this, { shape, key, bag, number })
  }

  get size() {
    if (this.sizeMade === undefined) {
      this.sizeMade = 0
      for (const [word, number] of this.bag) this.sizeMade += weight(word) * number
    }
    return this.sizeMade
  }
}

/* The share of words in common, of 1000; two items without words are as alike as can be. */
export const likeness = (one, other) => {
  const total = one.size + other.size
  return total ? Math.floor((2000 * shared(one.bag, other.bag)) / total) : 1000
}

/* What the words weigh that both have. */
export const shared = (one, other) => {
  let found = 0
  for (const [word, number] of one) if (other.has(word)) found += weight(word) * Math.min(number, other.get(word))
  return found
}

/* The steps from the one sequence to the other, in the order of reading: { how, old, now }, as redline/alignment.py names them. */
export const align = (old, now) => {
  const same = (one, other) => one.key === other.key && one.shape === other.shape
  let start = 0
  while (start < old.length && start < now.length && same(old[start], now[start])) start += 1
  let tail = 0
  while (tail < Math.min(old.length, now.length) - start && same(old[old.length - 1 - tail], now[now.length - 1 - tail])) tail += 1
  const pairs = numbers(0, start).map(at => [at, at])
  pairs.push(...pairsOf(old, now, [start, old.length - tail, start, now.length - tail]))
  for (let at = tail; at > 0; at -= 1) pairs.push([old.length - at, now.length - at])
  return new Steps(old, now, pairs).steps()
}

const pairsOf = (old, now, [start, end, from, to]) => {
  const [height, width] = [end - start, to - from]
  const scores = numbers(start, end).map(one => numbers(from, to).map(other => scoreOf(old[one], now[other])))
  const rows = new Array(height + 1)
  rows[height] = new Int32Array(width + 1)
  for (let line = height - 1; line >= 0; line -= 1) {
    const [score, below, row] = [scores[line], rows[line + 1], new Int32Array(width + 1)]
    for (let at = width - 1; at >= 0; at -= 1) {
      row[at] = Math.max(row[at + 1], below[at])
      if (score[at]) row[at] = Math.max(row[at], below[at + 1] + score[at])
    }
    rows[line] = row
  }
  const found = []
  let one = 0
  let other = 0
  while (one < height && other < width) {
    const here = rows[one][other]
    if (scores[one][other] && here === rows[one + 1][other + 1] + scores[one][other]) found.push([start + one++, from + other++])
    else if (here === rows[one + 1][other]) one += 1
    else other += 1
  }
  return found
}

/* 0 where the two are not one item that changed. */
const scoreOf = (one, other) => {
  if (one.shape !== other.shape) return 0
  const alike = likeness(one, other)
  const numbered = one.number !== null && one.number === other.number
  return alike >= (numbered ? SAME_NUMBER : ENOUGH) ? alike + (numbered ? BONUS : 0) : 0
}

/* Says of each item what became of it. */
class Steps {
  constructor(old, now, pairs) {
    this.sides = [old, now]
    this.groups = pairs.map(([one, other]) => [[one], [other]])
    this.groupOf = [0, 1].map(side => new Map(this.groups.map((group, at) => [group[side][0], at])))
    this.moved = new Map()
    this.findMoved()
    this.findTaken()
  }

  left(side, moved) {
    return numbers(0, this.sides[side].length).filter(at => !this.groupOf[side].has(at) && !moved.has(at))
  }

  findMoved() {
    const [old, now] = this.sides
    let come = this.left(1, new Set())
    for (const one of this.left(0, new Set())) {
      const item = old[one]
      if (item.size < SIZE_TO_MOVE) continue
      let [best, choice] = [MOVED - 1, -1]
      for (const other of come) {
        const alike = now[other].shape === item.shape ? likeness(item, now[other]) : 0
        if (alike > best) [best, choice] = [alike, other]
      }
      if (choice >= 0) {
        this.moved.set(one, choice)
        come = come.filter(at => at !== choice)
      }
    }
  }

  /* What went into its neighbour, and what came out of it; a neighbour may have been taken in before. */
  findTaken() {
    for (const side of [0, 1]) {
      const items = this.sides[side]
      const lone = this.left(side, side ? new Set(this.moved.values()) : this.moved)
      for (const at of [...lone, ...lone.toReversed()]) {
        for (const beside of [at - 1, at + 1]) {
          if (!this.groupOf[side].has(at) && this.groupOf[side].has(beside) && items[beside].shape === items[at].shape) {
            this.take(at, this.groupOf[side].get(beside), side)
          }
        }
      }
    }
  }

  /* Puts an item with the group of its neighbour where its words stand on the group's other side, beside those of its own side. */
  take(at, number, side) {
    const group = this.groups[number]
    const item = this.sides[side][at]
    if (group[1 - side].length > 1 || item.size < SIZE_TO_MOVE) return
    const left = new Map(this.sides[1 - side][group[1 - side][0]].bag)
    for (const own of group[side]) {
      for (const [word, count] of this.sides[side][own].bag) if (left.has(word)) left.set(word, left.get(word) - Math.min(count, left.get(word)))
    }
    if (shared(item.bag, left) * 1000 < TAKEN * item.size) return
    group[side] = [...group[side], at].sort((one, other) => one - other)
    this.groupOf[side].set(at, number)
  }

  /* In the order of both sequences. */
  steps() {
    const [old, now] = this.sides
    const found = []
    let [start, from] = [0, 0]
    const back = new Map([...this.moved].map(([one, other]) => [other, one]))
    for (const [olds, news] of [...this.groups, [[old.length], [now.length]]]) {
      for (const at of numbers(start, olds[0])) found.push(this.moved.has(at) ? { how: "moved-out", old: [at], now: [this.moved.get(at)] } : { how: "out", old: [at], now: [] })
      for (const at of numbers(from, news[0])) found.push(back.has(at) ? { how: "moved-in", old: [back.get(at)], now: [at] } : { how: "in", old: [], now: [at] })
      ;[start, from] = [olds.at(-1) + 1, news.at(-1) + 1]
      if (olds[0] < old.length) found.push({ how: this.how(olds, news), old: olds, now: news })
    }
    return found
  }

  how(olds, news) {
    if (olds.length > 1) return "merged"
    if (news.length > 1) return "split"
    return this.sides[0][olds[0]].key === this.sides[1][news[0]].key ? "same" : "changed"
  }
}
