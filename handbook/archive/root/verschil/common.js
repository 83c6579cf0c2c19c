/* What two sequences have in common: the heaviest common subsequence. The twin of redline/common.py, where its sources are told. */

const LARGEST = 250000

/* The pairs of places that belong to each other, in order; `weigh` has the weight of each old element. */
export const common = (old, now, weigh) => {
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let tail = 0
  while (tail < old.length - start && tail < now.length - start && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1
  const pairs = []
  for (let at = 0; at < start; at += 1) pairs.push([at, at])
  pairs.push(...within(old, now, weigh, [start, old.length - tail, start, now.length - tail]))
  for (let at = tail; at > 0; at -= 1) pairs.push([old.length - at, now.length - at])
  return pairs
}

const among = (items, from, to, others) => {
  const found = []
  for (let at = from; at < to; at += 1) if (others.has(items[at])) found.push(at)
  return found
}

const within = (old, now, weigh, [start, end, from, to]) => {
  const left = among(old, start, end, new Set(now.slice(from, to)))
  const right = among(now, from, to, new Set(old.slice(start, end)))
  if (!left.length || !right.length) return []
  if (left.length * right.length <= LARGEST) return table(old, now, weigh, left, right)
  const anchors = anchorsOf(old, now, left, right)
  const found = []
  let [at, upto] = [start, from]
  for (const [one, other] of anchors.length ? [...anchors, [end, to]] : []) {
    found.push(...within(old, now, weigh, [at, one, upto, other]))
    if (one < end) found.push([one, other])
    ;[at, upto] = [one + 1, other + 1]
  }
  return found
}

/* Of several ways that weigh the same, the one that takes what comes first, and leaves out of the old side first. */
const table = (old, now, weigh, left, right) => {
  const there = right.map(at => now[at])
  const rows = new Array(left.length + 1)
  rows[left.length] = new Int32Array(right.length + 1)
  for (let line = left.length - 1; line >= 0; line -= 1) {
    const [word, worth, below, row] = [old[left[line]], weigh[left[line]], rows[line + 1], new Int32Array(right.length + 1)]
    let best = 0
    for (let column = right.length - 1; column >= 0; column -= 1) {
      if (there[column] === word) best = below[column + 1] + worth
      else if (below[column] > best) best = below[column]
      row[column] = best
    }
    rows[line] = row
  }
  const found = []
  let one = 0
  let other = 0
  while (one < left.length && other < right.length) {
    if (old[left[one]] === there[other]) found.push([left[one++], right[other++]])
    else if (rows[one + 1][other] >= rows[one][other + 1]) one += 1
    else other += 1
  }
  return found
}

/* Pairs of elements that stand once on each side: the longest row of them that rises on both. */
const anchorsOf = (old, now, left, right) => {
  const [once, also] = [onceOf(old, left), onceOf(now, right)]
  const pairs = left.filter(at => once.has(old[at]) && also.has(old[at])).map(at => [at, also.get(old[at])])
  const [piles, tops, before] = [[], [], []]
  pairs.forEach(([, place], number) => {
    let low = 0
    let high = piles.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (piles[middle] < place) low = middle + 1
      else high = middle
    }
    before.push(low ? tops[low - 1] : -1)
    piles[low] = place
    tops[low] = number
  })
  const found = []
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at]) found.push(pairs[at])
  return found.reverse()
}

const onceOf = (items, places) => {
  const seen = new Map()
  for (const at of places) seen.set(items[at], seen.has(items[at]) ? -1 : at)
  return new Map([...seen].filter(([, at]) => at >= 0))
}
