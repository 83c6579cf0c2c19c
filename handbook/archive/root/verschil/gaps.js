/* Where two runs of tokens differ, put so that a person can follow it. The twin of redline/gaps.py, where the rules are told.
   A gap is { start, end, from, to, why }: old tokens that are no longer there, and new ones. */
import { common } from "./common.js"
import { FULL } from "./tokens.js"

/* Of fewer than three words that say something nobody can tell whether they are others altogether. */
const TO_JUDGE = 3 * FULL
const SENTENCE_END = new Set([".", "!", "?", ":", ";"])

const sum = values => values.reduce((total, value) => total + value, 0)
const weightOf = tokens => sum(tokens.map(token => token.weight))

/* All stretches in which the words differ, in order; what is between two of them has the same words on both sides. */
export const find = (old, now) => {
  const pairs = common(old.map(token => token.key), now.map(token => token.key), old.map(token => token.weight))
  const shared = sum(pairs.map(([one]) => (old[one].weight === FULL ? FULL : 0)))
  const whole = Math.min(...[old, now].map(side => weightOf(side.filter(token => token.weight === FULL))))
  if (pairs.length && whole >= TO_JUDGE && shared * 5 < whole) return [{ start: 0, end: old.length, from: 0, to: now.length, why: "" }]
  return between(pairs, old.length, now.length).map(gap => slid(old, now, gap))
}

const between = (pairs, length, size) => {
  const found = []
  let [start, from] = [0, 0]
  for (const [one, other] of [...pairs, [length, size]]) {
    if (one > start || other > from) found.push({ start, end: one, from, to: other, why: "" })
    ;[start, from] = [one + 1, other + 1]
  }
  return found
}

/* The gap of one side, moved to where it begins a sentence, or at least where its first words do not end the words before it. */
const slid = (old, now, gap) => {
  if ((gap.start === gap.end) === (gap.from === gap.to)) return gap
  const added = gap.start === gap.end
  const side = added ? now : old
  const [first, last] = added ? [gap.from, gap.to] : [gap.start, gap.end]
  let [best, choice, step] = [worth(side, first), 0, 0]
  // To the left: the word before the gap is the last one in it.
  while (first + step > 0 && Math.min(gap.start, gap.from) + step > 0 && side[first + step - 1].key === side[last + step - 1].key) {
    step -= 1
    if (worth(side, first + step) > best) [best, choice] = [worth(side, first + step), step]
  }
  return { start: gap.start + choice, end: gap.end + choice, from: gap.from + choice, to: gap.to + choice, why: "" }
}

const worth = (side, at) => {
  if (at === 0 || SENTENCE_END.has(side[at - 1].key)) return 2
  return side[at - 1].key === "," ? 1 : 0
}

/* The gaps, those of one cause joined between which too little stands: see redline/gaps.py for how little that is. */
export const joined = (old, now, found) => {
  const kept = []
  let size = [0, 0]
  for (const gap of found) {
    const before = size
    const last = kept.at(-1)
    size = [weightOf(old.slice(gap.start, gap.end)), weightOf(now.slice(gap.from, gap.to))]
    if (last?.why === gap.why) {
      const between = old.slice(last.end, gap.start)
      const apart = Math.min(...before, ...size)
      const together = Math.min(before[0] + size[0], before[1] + size[1])
      if (weightOf(between) * 2 <= (between.some(token => token.weight === FULL) ? apart : together)) {
        ;[last.end, last.to] = [gap.end, gap.to]
        continue
      }
    }
    kept.push(gap)
  }
  return kept
}
