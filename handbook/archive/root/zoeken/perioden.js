/* What the answers say of time: from which version to which an article stood so, on which days that text applied, and what its state is now.
   `versions` are those of the register, the oldest first, and `rules` is what versies.js knows. */

/* Hits of one article that show the same words in versions that follow each other, as one. */
export const joined = hits => {
  const groups = []
  for (const hit of [...hits].sort((one, other) => one.run.from - other.run.from)) {
    const last = groups.at(-1)
    if (last && last.to + 1 === hit.run.from && last.said === hit.said) {
      last.to = hit.run.to
      last.hits.push(hit)
    } else {
      groups.push({ from: hit.run.from, to: hit.run.to, said: hit.said, hits: [hit] })
    }
  }
  return groups
}

export class Times {
  constructor(versions, day, rules) {
    this.versions = versions
    this.day = day
    this.rules = rules
    this.newest = [...versions].reverse()
    this.current = rules.inForce(this.newest, day, day)
    this.standings = rules.standingsOf(this.newest, day)
    // Asked for every row of versions that holds a word: told once.
    this.states = new Map(versions.map(version => [version, rules.statusOf(version, this.current, day, this.newest)]))
  }

  of({ from, to }) {
    return this.versions.slice(from, to + 1)
  }

  /* The state of a row of versions: its own words, and the class that shows it. */
  state(group) {
    const all = this.of(group)
    if (all.includes(this.current)) return ["geldt nu", "geldend"]
    const states = all.map(version => this.states.get(version))
    if (states.includes("toekomstig")) return ["geldt nog niet", "toekomstig"]
    return states.every(state => state === "ingetrokken") ? ["ingetrokken", "ingetrokken"] : ["vervallen", "vervallen"]
  }

  /* The days on which any of them applies, those that touch as one. */
  periods(group) {
    const found = []
    const all = this.of(group).flatMap(version => this.standings.get(version.versie).periods.map(period => ({ ...period })))
    for (const one of all.sort((a, b) => (a.van < b.van ? -1 : 1))) {
      const last = found.at(-1)
      if (last && (last.tot === null || last.tot >= one.van)) last.tot = last.tot === null || one.tot === null ? null : [last.tot, one.tot].sort()[1]
      else found.push(one)
    }
    return found
  }

  /* A sentence that is true today. */
  sentence(group) {
    const periods = this.periods(group)
    if (!periods.length) return "Heeft niet gegolden."
    const all = this.of(group)
    const version = all.includes(this.current) ? this.current : all.at(-1)
    const { awaited } = this.standings.get(version.versie)
    const said = this.rules.standingWords({ version, periods, awaited: all.includes(awaited) ? null : awaited }, this.day)
    if (periods.length > 1) return `Van ${said}.`
    const verb = all.includes(this.current) ? "Geldt" : periods[0].van > this.day ? "Gaat gelden" : "Gold"
    return `${verb} ${periods[0].tot ? "van " : ""}${said}.`
  }

  /* The versions that applied on some day from `first` through `last`. */
  applied(first, last) {
    return new Set(this.versions.filter(version => this.standings.get(version.versie).periods.some(({ van, tot }) => van <= last && (tot === null || first < tot))))
  }
}

/* Numbers in a row as [first, last]. */
export const rows = numbers => {
  const found = []
  for (const number of [...numbers].sort((a, b) => a - b)) {
    if (found.length && found.at(-1)[1] === number - 1) found.at(-1)[1] = number
    else found.push([number, number])
  }
  return found
}
