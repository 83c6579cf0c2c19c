/* What every script that reads regime.json must agree on: which version applies on a day, and what it is called.
   The one source: the build puts this file in every version as stijl/versies.js, which loads before stand.js; the root has these lines in versies/register.js (archive/root_pages.py).
   What is for the root alone the build leaves out of a version (build/status_rules.py). */
const handboekVersies = (() => {
  "use strict"

  const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]
  const NAME = /^(\d{4}-\d{2}-\d{2})(?:\.([2-9]|[1-9]\d{1,2}))?$/
  const PATIENCE = 10000
  // Later than every day: by then all that was published is known.
  const LAST = "9999-12-31"

  const time = day => new Date(`${day}T00:00:00Z`)
  const isDay = day =>
    typeof day === "string" && /^\d{4}-\d{2}-\d{2}$/.test(day) && time(day).getUTCDate() === Number(day.slice(8))
  const longDate = day => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(0, 4))}`
  const dayBefore = day => new Date(time(day).getTime() - 86400000).toISOString().slice(0, 10)

  /* Sorts as versions do: by day, then by number. */
  const order = name => {
    const [, day, number] = NAME.exec(name)
    return `${day}.${(number ?? "1").padStart(3, "0")}`
  }
  const title = name => longDate(name.slice(0, 10)) + (NAME.exec(name)[2] ? `, verbetering ${NAME.exec(name)[2]}` : "")

  /* The day in the Netherlands, but never before the day for which the register was made: a clock may be wrong. */
  const today = register => {
    const format = { timeZone: "Europe/Amsterdam", calendar: "gregory", numberingSystem: "latn", year: "numeric", month: "2-digit", day: "2-digit" }
    const parts = Object.fromEntries(new Intl.DateTimeFormat("en", format).formatToParts(new Date()).map(part => [part.type, part.value]))
    const day = `${parts.year.padStart(4, "0")}-${parts.month}-${parts.day}`
    return isDay(day) && day > register.peildatum ? day : register.peildatum
  }

  /* What a file says; it fails where that takes longer than `patience`, in milliseconds. */
  const fetched = async (address, patience = PATIENCE) => {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), patience)
    try {
      const answer = await fetch(address, { cache: "no-cache", signal: stop.signal })
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
      return await answer.json()
    } finally {
      clearTimeout(timer)
    }
  }

  const isName = name => typeof name === "string" && NAME.test(name)
  const orNothing = (value, right) => (value ?? null) === null || right(value)
  const isText = text => typeof text === "string"
  const isMeasure = m =>
    ["alles", "pagina", "artikel"].includes(m?.wat) && isDay(m.datum) && isText(m.reden) && isText(m.door) && orNothing(m.vraag, isText) && orNothing(m.plek, isText)
  const isRepeal = r =>
    isDay(r.vanaf) && isDay(r.besloten) && isDay(r.bekendgemaakt) && orNothing(r.in_plaats, isName) && isText(r.door) && isText(r.reden)
  const isVersion = v =>
    typeof v === "object" && v !== null && isName(v.versie) && isDay(v.geldig_van) && v.versie.slice(0, 10) === v.geldig_van
    && isDay(v.bekendgemaakt) && isDay(v.gepubliceerd) && orNothing(v.geldig_tot, isDay) && orNothing(v.vervangen_door, isName)
    && orNothing(v.ingetrokken, gone => isDay(gone.datum) && typeof gone.reden === "string" && typeof gone.door === "string")
    && orNothing(v.van_de_site, list => Array.isArray(list) && list.every(isMeasure)) && orNothing(v.intrekking, isRepeal)

  /* A row with what was decided since: `weg`, by which nothing can be read any more, `delen`, by which a page or article cannot, and `intrekking`.
     Releases before 0.4.0 wrote `ingetrokken` for a text that was taken off the site. */
  const filled = v => {
    const measures = v.van_de_site ?? (v.ingetrokken ? [{ wat: "alles", plek: null, vraag: null, ...v.ingetrokken }] : [])
    const weg = measures.find(m => m.wat === "alles") ?? null
    return { ...v, weg, delen: measures.filter(m => m.wat !== "alles"), intrekking: v.intrekking ?? null }
  }

  /* The register, or an error where anything in it that counts is not as schema 1 has it, or 2, which knows repeals. */
  const checked = data => {
    if (![1, 2].includes(data?.schema) || !isDay(data.peildatum) || !Array.isArray(data.versies) || !data.versies.every(isVersion)) throw new Error("regime.json")
    const names = data.versies.map(v => v.versie)
    if (new Set(names).size !== names.length) throw new Error("regime.json")
    const versies = data.versies.map(filled).sort((a, b) => (order(a.versie) < order(b.versie) ? 1 : -1))
    return { ...data, versies }
  }

  /* A row of the small files in the form of the register: what no page of a text says of a decision is not in them. */
  const whole = v => ({
    ...v,
    van_de_site: v.van_de_site?.map(wat => ({ wat, datum: v.geldig_van, reden: "", door: "" })),
    intrekking: v.intrekking && { ...v.intrekking, reden: "" },
  })

  // The newest versions: those that the menu of a page lists, and of which no page asks what became of it.
  const NEWEST = 5

  /* What the page of the text `own` asks of the register at `root`: what holds now or will, and of a text that is not among the newest what became
     of it (archive/concerning.py). Where these are not there it is all of the register. */
  const small = async (root, own) => {
    const now = await fetched(new URL("versies/nu.json", root))
    const found = !own || now.versies.slice(0, NEWEST).some(v => v.versie === own) ? [] : (await fetched(new URL(`versies/stand/${own}.json`, root))).versies
    const names = now.versies.map(v => v.versie)
    return checked({ ...now, versies: [...now.versies, ...found.filter(v => !names.includes(v.versie))].map(whole) })
  }
  const registered = (root, own) => small(root, own).catch(async () => checked(await fetched(new URL("regime.json", root))))

  // Of a thousand texts few are repealed, and a page asks it of all of them for each of a thousand days.
  const repealsOf = new WeakMap()
  const thoseRepealed = versions => {
    if (!repealsOf.has(versions)) repealsOf.set(versions, versions.filter(v => v.intrekking))
    return repealsOf.get(versions)
  }

  /* By which decision a text does not apply any more from some day on: its own repeal, else that of the text which it corrects. */
  const repealOf = (versions, version) =>
    thoseRepealed(versions).find(v => v.geldig_van === version.geldig_van && order(v.versie) <= order(version.versie))?.intrekking ?? null

  const hasEffect = (repeal, day, known) => Boolean(repeal && repeal.vanaf <= day && repeal.bekendgemaakt <= known)

  /* Among versions with the newest first: where those begin of which the first day had come. */
  const firstBegun = (versions, day) => {
    let [low, high] = [0, versions.length]
    while (low < high) {
      const half = (low + high) >> 1
      if (versions[half].geldig_van > day) low = half + 1
      else high = half
    }
    return low
  }

  /* The version that applies to `day`, by what had been made known on `known`: the newest that has begun. Where that one was repealed, the one
     that the decision names: an earlier one does not revive by itself. The rule of archive/register.py. */
  const inForce = (versions, day, known) => {
    const begun = v => v.geldig_van <= day && v.bekendgemaakt <= known
    const asked = new Set()
    let at = firstBegun(versions, day)
    while (at < versions.length && !begun(versions[at])) at++
    let found = versions[at] ?? null
    let repeal = found && repealOf(versions, found)
    while (found && hasEffect(repeal, day, known)) {
      asked.add(found.versie)
      const next = repeal.in_plaats
      found = versions.find(v => v.versie === next && begun(v) && !asked.has(next)) ?? null
      repeal = found?.intrekking ?? null
    }
    return found
  }

  /* Where a version stands in time, whether or not its text can still be read. */
  const phaseOf = (version, current, day) => {
    if (version.versie === current?.versie) return "geldend"
    return version.geldig_van > day || version.bekendgemaakt > day ? "toekomstig" : "vervallen"
  }

  /* The state on a day, by the rule of core/status.py: a revision that was not published has a `status` of its own, a row of the register has none.
     Whether its text can still be read is no state. */
  const statusOf = (version, current, day, versions = [version]) => {
    if (version.status) return version.status === "vastgesteld" && version.bekendgemaakt && version.bekendgemaakt <= day ? "bekendgemaakt" : version.status
    // A text that was repealed before it began is so from the moment that people know.
    const first = version.geldig_van > day ? version.geldig_van : day
    if (version.versie !== current?.versie && hasEffect(repealOf(versions, version), first, day)) return "ingetrokken"
    return phaseOf(version, current, day)
  }

  /* A sentence that is true on the day: nothing that is still to come reads as past. */
  const announcement = (announced, day) => (announced > day ? `Wordt op ${longDate(announced)} bekendgemaakt.` : `Bekendgemaakt op ${longDate(announced)}.`)

  // For the root alone.

  /* The decision to repeal the text that takes the day from it, and that was only made known after `known`. */
  const repealedLater = (versions, version, day, known) => {
    const repeal = version && repealOf(versions, version)
    return hasEffect(repeal, day, LAST) && !hasEffect(repeal, day, known) ? repeal : null
  }

  /* What applies to `day` by what had been made known on `known`, in the terms of archive/applicable.py, which has the same rule. */
  const answerTo = (versions, day, known) => {
    const then = known < day ? known : day
    const applies = inForce(versions, day, known)
    const knew = inForce(versions, day, then)
    const whole = inForce(versions, day, LAST)
    const newest = versions.find(v => v.geldig_van <= day && v.bekendgemaakt <= known)
    const ended = newest && !applies ? { version: newest, repeal: repealOf(versions, newest) } : null
    const awaited = whole && whole !== applies && whole.bekendgemaakt > known ? whole : null
    return { then, applies, knew, awaited, ended, repealed: repealedLater(versions, applies, day, known), unproven: knew && knew.gepubliceerd > then ? knew : null }
  }

  /* What op/ asks of the register at `root`: all versions that say which text applies to `day` by what had been made known on `known`, or today. The
     earlier of the two days says in the file of which year they stand, and those of all that was published in that of `day`. The first file is for
     each day before it too, and the last for each after it; a file says itself for which days it is (archive/year_answers.py). */
  const answering = async (root, day, known) => {
    const found = await fetched(new URL("versies/nu.json", root))
    const now = checked({ ...found, versies: found.versies.map(whole) })
    const [first, last] = now.jaren
    const by = known ?? today(now)
    const reads = new Map()
    const read = year => reads.get(year) ?? reads.set(year, fetched(new URL(`versies/op/${year}.json`, root))).get(year)
    const rowsFor = async asked => {
      const year = [first, asked.slice(0, 4), last].sort()[1]
      const { schema, van, tot, versies } = await read(year)
      if ((van ?? asked) > asked || (tot ?? asked) < asked) throw new Error(`versies/op/${year}.json`)
      return checked({ schema, peildatum: now.peildatum, versies: versies.map(whole) }).versies
    }
    const rows = (await Promise.all([day, by < day ? by : day].map(rowsFor))).flat()
    return checked({ ...now, versies: [...new Map(rows.map(v => [v.versie, v])).values()] })
  }

  // For every page again.

  /* How each version stands by what had been made known on `known`: the days on which it applies, and the first published text that takes days of it
     once it has been made known. Of a text that is to be made known itself, these are the days that follow from all that was published. */
  const standingsOf = (versions, known) => {
    const run = () => ({ now: undefined, periods: new Map() })
    const runs = { known: run(), whole: run() }
    const awaited = new Map()
    const take = (one, day, version) => {
      if (one.now === version) return
      if (one.now) one.periods.get(one.now.versie).at(-1).tot = day
      one.now = version
      if (version) one.periods.set(version.versie, [...(one.periods.get(version.versie) ?? []), { van: day, tot: null }])
    }
    const repeals = versions.flatMap(v => (v.intrekking ? [v.intrekking.vanaf] : []))
    for (const day of [...new Set([...versions.map(v => v.geldig_van), ...repeals])].sort()) {
      const now = inForce(versions, day, known)
      const then = inForce(versions, day, LAST)
      take(runs.known, day, now)
      take(runs.whole, day, then)
      if (now && then && then !== now && then.bekendgemaakt > known && !awaited.has(now.versie)) awaited.set(now.versie, then)
    }
    return new Map(versions.map(version => {
      const told = version.bekendgemaakt <= known
      const periods = (told ? runs.known : runs.whole).periods.get(version.versie) ?? []
      return [version.versie, { version, periods, awaited: (told && awaited.get(version.versie)) || null }]
    }))
  }

  // For the root alone.

  const periodWords = ({ van, tot }) => (tot ? `${longDate(van)} t/m ${longDate(dayBefore(tot))}` : `vanaf ${longDate(van)}`)

  /* The days of a standing as the middle of a sentence that is true on `day`; empty where there are none. */
  const standingWords = ({ version, periods, awaited }, day) => {
    const said = periods.map(periodWords).join(" en weer ")
    if (!said) return ""
    if (version.bekendgemaakt > day) return `${said}, zodra zij op ${longDate(version.bekendgemaakt)} bekend is gemaakt`
    return awaited ? `${said}, volgens wat nu bekend is; ${awaits(awaited, day)}` : said
  }

  /* From when a text applies that has to be made known first, or had to: the end of a sentence that is true on `day`. */
  const awaits = (version, day) => {
    const [back, begins, announced] = [version.bekendgemaakt > version.geldig_van, longDate(version.geldig_van), longDate(version.bekendgemaakt)]
    return version.bekendgemaakt > day
      ? `een gepubliceerde tekst ${back ? "werkt terug tot" : "gaat in op"} ${begins}, zodra zij op ${announced} bekend is gemaakt`
      : `een tekst die ${back ? "terugwerkt tot" : "ingaat op"} ${begins}, is pas op ${announced} bekendgemaakt`
  }

  /* The days that are easily mistaken for each other, in sentences that are true on `day`. */
  const knownSince = (version, day) => `${announcement(version.bekendgemaakt, day)} In dit archief sinds ${longDate(version.gepubliceerd)}.`
  const threeDays = (version, day) => `Geldt vanaf ${longDate(version.geldig_van)}. ${knownSince(version, day)}`

  const repealWords = repeal => `op ${longDate(repeal.bekendgemaakt)} is bekendgemaakt dat deze tekst vanaf ${longDate(repeal.vanaf)} niet meer geldt`

  const unprovenWords = version =>
    `Deze tekst staat pas sinds ${longDate(version.gepubliceerd)} in dit archief. Dat zij op ${longDate(version.bekendgemaakt)} is bekendgemaakt, zegt alleen de revisie zelf.`

  // For every page again.

  /* Where a version has the page and the place on it: by its handboek.json, also if the article moved. `whole`: all of it was found. */
  const place = (record, path, anchor) => {
    const pages = Object.values(record.paginas)
    const own = pages.find(page => page.url === path)
    const article = page => (Object.hasOwn(page.artikelen ?? {}, anchor) ? page.artikelen[anchor] : null)
    if (anchor) {
      const named = pages.filter(page => page.adressen.includes(anchor))
      const home = own && (article(own) || own.adressen.includes(anchor)) ? own : pages.find(article) ?? (named.length === 1 ? named[0] : null)
      if (home) return { url: `${home.url}#${encodeURIComponent(anchor)}`, article: article(home), whole: true }
    }
    if (anchor) {
      // An article that went, or a paragraph of it: the one in which it stands now, else the page that says why it is nowhere.
      const gone = anchor.replace(/-lid-\d+$/, "")
      const next = Object.hasOwn(record.opvolgers ?? {}, gone) ? record.opvolgers[gone] : null
      const heir = next && pages.find(page => Object.hasOwn(page.artikelen ?? {}, next))
      if (heir) return { url: `${heir.url}#${encodeURIComponent(next)}`, article: heir.artikelen[next], whole: true }
      const told = Object.keys(record.vervallen ?? {}).filter(address => address.endsWith(`#${gone}`))
      const note = told.find(address => address.startsWith(`${path}#`)) ?? told[0]
      if (note) return { url: note, article: null, whole: false }
    }
    if (own) return { url: own.url, article: null, whole: !anchor }
    const moved = record.doorverwijzingen ?? {}
    return typeof path === "string" && Object.hasOwn(moved, path) ? { url: moved[path], article: null, whole: !anchor } : null
  }

  /* An address inside the folder `base`, whatever a file says. */
  const inside = (address, base) => {
    const full = new URL(address, base)
    if (!full.href.startsWith(base.href)) throw new Error(full.href)
    return full
  }

  /* No line ends within a date, where a line is long enough for any (.datum). */
  const withDates = text => text.split(/(\d{1,2} [a-z]+ \d{4})/).map((part, at) => {
    if (at % 2 === 0) return part
    const date = document.createElement("span")
    date.className = "datum"
    date.textContent = part
    return date
  })

  const el = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value)
    element.append(...children.flatMap(child => (typeof child === "string" ? withDates(child) : child)))
    return element
  }

  return {
    NEWEST, isDay, longDate, dayBefore, order, title, today, fetched, checked, registered, repealOf, inForce, phaseOf, statusOf, announcement, standingsOf, place, inside, withDates, el,
    // For the root alone.
    answering, answerTo, standingWords, awaits, knownSince, threeDays, repealWords, unprovenWords,
    // For every page again.
  }
})()
