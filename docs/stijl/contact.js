/* Shows on the cards of a version the contacts that are kept up to date as they are now: versies/contact.json of schema 1, at the root.
   This file goes into every version and never changes there. Where that file cannot be read as such, the page stays as it was made. */
(() => {
  "use strict"

  const root = new URL("../..", document.currentScript.src)
  const { isDay, longDate, fetched, withDates, el } = handboekVersies

  const cards = [...document.querySelectorAll("[data-contact]")]
  const sentences = [...document.querySelectorAll("[data-zin]")]
  const mails = [...document.querySelectorAll("a[data-mail]")]
  // A folder opened as file:// lets no page read another file: the link on the card leads to the site.
  if (!cards.length && !sentences.length && !mails.length || location.protocol === "file:") return

  const OUTSIDE = /^(?:tel:\+?[0-9]+|mailto:[^\s<>"]+|https:\/\/[^\s<>"]+)$/
  const isText = text => typeof text === "string" && text !== ""
  const isWay = way => isText(way?.tekst) && typeof way.erachter === "string" && OUTSIDE.test(way.naar)
  const isPerson = one =>
    isText(one?.naam) && (one.bij === null || isText(one.bij)) && Array.isArray(one.wegen) && one.wegen.length > 0 && one.wegen.every(isWay)
    && Array.isArray(one.wanneer) && one.wanneer.every(isText)
  const isRole = one => isText(one?.rol) && isDay(one.bijgewerkt) && Array.isArray(one.mensen) && one.mensen.length > 0 && one.mensen.every(isPerson)

  /* The roles by their names, or an error where anything in them is not as schema 1 has it. */
  const checked = data => {
    const { schema, rollen, geschiedenis } = data ?? {}
    if (schema !== 1 || !Array.isArray(rollen) || !rollen.every(isRole) || !Array.isArray(geschiedenis)) throw new Error("contact.json")
    const times = name => geschiedenis.filter(one => one?.rollen?.includes?.(name)).length
    return new Map(rollen.map(one => [one.rol, { ...one, since: times(one.rol) === 1 ? "bijgehouden sinds" : "bijgewerkt op" }]))
  }

  const line = (name, text) => el("p", { class: `kaart-${name}` }, text)

  const lines = one => {
    const ways = one.wegen.flatMap((way, at) => [...(at ? [el("br")] : []), el("a", { href: way.naar }, way.tekst), way.erachter])
    return [line("naam", one.naam), ...(one.bij ? [line("extern", one.bij)] : []), el("p", {}, ...ways), ...one.wanneer.map(text => line("uren", text))]
  }

  const say = (card, text) => card.querySelector(".kaart-sinds > span").replaceChildren(...withDates(text))

  /* One card, of roles that the same people have: all who are kept up to date make room for those of now, the others stay. */
  const show = (card, role) => {
    const old = [...card.querySelectorAll("[data-nu]")]
    old[0].before(...role.mensen.map(one => el("div", { "data-nu": "" }, ...lines(one))))
    for (const block of old) block.remove()
    say(card, `Contact ${role.since} ${longDate(role.bijgewerkt)}.`)
  }

  /* The roles on a card by who has them now: those who had several roles may have handed one over. */
  const apart = (card, known) => {
    const found = new Map()
    for (const told of card.querySelectorAll("[data-rol]")) {
      const role = known.get(told.dataset.rol) ?? null
      const people = JSON.stringify(role?.mensen ?? null)
      const one = found.get(people) ?? { role, told: [] }
      // Of two that changed on different days the last one counts.
      if (role && role.bijgewerkt > one.role.bijgewerkt) one.role = role
      one.told.push(told)
      found.set(people, one)
    }
    return [...found.values()]
  }

  // A sentence outside the rules, said again in the words of sources/printed/contact_phrases.py

  // Who has no name of its own begins small within it, by the rule of core/dutch.py
  const ROLE = /^(?:De|Het|Een|Onze|Ons) (?=[a-zà-ÿ]|[A-Z][a-z]{0,2}[A-Z]|Algemeen\b|Bestuur\b|College\b|Dagelijks|Direct(?:ie|eur)|Eigena|Raad\b)/
  const ROLE_ELSEWHERE = /^(?:(?:Een|Onze|Ons) (?=[a-zà-ÿ])|(?:De|Het) (?=[a-zà-ÿ -]*(?:adviseur|advocaat|arts|coach|consulent|dienst|functionaris|jurist|kantoor|persoon)(?![a-zà-ÿ])))/
  const named = one => one.naam.replace(one.bij ? ROLE_ELSEWHERE : ROLE, found => found.toLowerCase())

  const WAYS = { telefoon: "tel:", email: "mailto:", website: "https:" }
  const wayOf = (one, kind) => one.wegen.find(way => way.naar.startsWith(WAYS[kind]))
  const link = way => [el("a", { href: way.naar }, way.tekst), way.erachter]
  const joined = (items, last = " of ") => items.flatMap((item, at) => [...item, at < items.length - 2 ? ", " : at === items.length - 2 ? last : ""])

  /* In the middle of a sentence hours begin small, unless they begin with a name. */
  const small = text => (/^.\p{Ll}/u.test(text) ? text[0].toLowerCase() + text.slice(1) : text)
  const when = one => one.wanneer.map(small).join("; ")
  const hours = (one, all) => (all && when(one) ? [` (${when(one)})`] : [])

  const whole = one => [...(one.bij ? ["extern; "] : []), ...joined(one.wegen.map(link)), ...(when(one) ? [`; ${when(one)}`] : [])]

  const capital = text => text[0].toUpperCase() + text.slice(1)
  const begun = ([head, ...rest], begin) => [begin ? capital(head) : head, ...rest]

  const reached = (people, { alles, begin, hoe }, before) => {
    const beside = before ? [[before]] : []
    const said = people.map(one => [`${named(one)} (`, ...(alles ? whole(one) : link(one.wegen[0])), ")"])
    return begun(before && hoe ? joined([...beside, joined(said)], ` ${hoe} `) : joined([...beside, ...said]), begin)
  }

  const LATE = "Ook 's avonds en in het weekend"

  /* Who is there then by what for; `roles` are [what for, people]. Nothing where that is nobody. */
  const late = roles => {
    const found = new Map()
    for (const [purpose, people] of roles)
      for (const one of people.filter(one => one.wanneer.includes(LATE))) {
        const key = keyOf(one)
        found.set(key, { one, purposes: [...(found.get(key)?.purposes ?? []), purpose] })
      }
    const said = [...found.values()].map(({ one, purposes }) => [`${named(one)} (${small(purposes.join("; "))}: `, ...link(one.wegen[0]), ")"])
    return said.length ? [`${LATE}: `, ...joined(said, " en ")] : []
  }

  const VERBS = {
    telefoon: (first, also, how, all, alone) => {
      const said = [...also, ...first].filter(one => wayOf(one, "telefoon")).map(one => [...(alone && also.includes(one) ? [] : [`${named(one)} op `]), ...link(wayOf(one, "telefoon")), ...hours(one, all)])
      return said.length ? [[`bel ${how}`, ...joined(said)]] : []
    },
    email: (first, also, how, all, alone) => {
      const said = [...also, ...first].filter(one => wayOf(one, "email")).map(one => {
        if (alone && also.includes(one)) return link(wayOf(one, "email"))
        // Hours are those of the telephone, where there is one.
        const told = all && !wayOf(one, "telefoon") && when(one) ? [`; ${when(one)}`] : []
        return [`${named(one)} (`, ...link(wayOf(one, "email")), ...told, ")"]
      })
      return said.length ? [[`mail ${how}naar `, ...joined(said)]] : []
    },
    website: (first, also, how, all) => {
      const sites = first.filter(one => wayOf(one, "website")).map(one => [`${named(one)} via `, ...link(wayOf(one, "website")), ...hours(one, all)])
      const bare = also.filter(one => wayOf(one, "website")).map(one => link(wayOf(one, "website")))
      return [...(sites.length ? [[`neem ${how}contact op met `, ...joined(sites)]] : []), ...(bare.length ? [["kijk op ", ...joined(bare)]] : [])]
    },
  }

  const order = (people, { wijze, hoe, alles, midden }) => {
    const kinds = wijze === "mail" ? ["email", "telefoon", "website"] : ["telefoon", "email", "website"]
    const quickest = one => kinds.find(kind => wayOf(one, kind))
    const said = []
    for (const kind of kinds) {
      const first = people.filter(one => quickest(one) === kind)
      const also = alles ? people.filter(one => quickest(one) !== kind && wayOf(one, kind)) : []
      said.push(...VERBS[kind](first, also, said.length || !hoe ? "" : `${hoe} `, Boolean(alles), people.length === 1))
    }
    return begun(said.flatMap((parts, at) => (at ? [", of ", ...parts] : parts)), !midden)
  }

  const text = parts => parts.map(part => part.textContent ?? part).join("")

  const keyOf = one => JSON.stringify(Object.entries(one).sort())

  /* Of a sentence that is no longer true nothing stays, nor its full stop. */
  const leaveOut = span => {
    const after = span.nextSibling
    if (after?.nodeType === Node.TEXT_NODE) after.data = after.data.replace(/^\./, "")
    const around = span.parentElement
    span.remove()
    if (around.matches("p") && !around.textContent.trim()) around.remove()
  }

  /* A table says once, below it, of which day the last is that changed in its cells. */
  const noted = (table, day) => {
    const box = table.closest(".tabel") ?? table
    const note = box.nextElementSibling?.matches(".tabel-noot") ? box.nextElementSibling : el("p", { class: "tabel-noot" })
    note.dataset.dag = [note.dataset.dag ?? day, day].sort().at(-1)
    note.replaceChildren(...withDates(`Contact bijgewerkt op ${longDate(note.dataset.dag)}.`))
    box.after(note)
  }

  const sayAgain = (span, known) => {
    const live = span.dataset.nu.split(" ")
    span.querySelector("noscript")?.remove()
    if (!live.every(name => known.has(name))) return
    // Who is not kept up to date stays as the version has it.
    const fixed = JSON.parse(span.dataset.vast ?? "{}")
    const roles = span.dataset.zin.split(" ").map(name => {
      const role = live.includes(name) ? known.get(name) : null
      const [now, then] = [role?.mensen ?? [], fixed[name]?.mensen ?? []]
      return [role?.waarvoor ?? fixed[name].waarvoor, fixed[name]?.eerst ? [...then, ...now] : [...now, ...then]]
    })
    const people = [...new Map(roles.flatMap(([, people]) => people).map(one => [keyOf(one), one])).values()]
    const before = span.querySelector("[data-naast]")?.textContent
    const { wijze } = span.dataset
    const parts =
      wijze === "laat" ? late(roles) : wijze === "bereik" ? reached(people, span.dataset, before)
      : wijze === "wie" ? begun(joined(people.map(one => [named(one)])), span.dataset.begin) : order(people, span.dataset)
    if (!parts.length) return leaveOut(span)
    // Of a full stop behind a name that ends in one, the page keeps one: of what is the same nothing is said again.
    if (text(parts).replace(/\.$/, "") === span.textContent.replace(/\.$/, "")) return
    const stop = span.textContent.endsWith(".") && !span.nextSibling?.textContent
    const day = live.map(name => known.get(name).bijgewerkt).sort().at(-1)
    const table = span.closest("table")
    if (table) {
      span.replaceChildren(...parts)
      return noted(table, day)
    }
    // The full stop of the sentence may have been that of a name.
    span.replaceChildren(...parts, ...withDates(` (contact bijgewerkt op ${longDate(day)})${stop ? "." : ""}`))
  }

  /* A mail that is written already goes to who has the role now; where nobody of them has an address, to who had it. */
  const addressed = (link, known) => {
    const ways = (known.get(link.dataset.mail)?.mensen ?? []).map(one => wayOf(one, "email")).filter(Boolean)
    if (ways.length) link.href = `${ways.map((way, at) => (at ? way.naar.slice(WAYS.email.length) : way.naar)).join(",")}${new URL(link.href).search}`
  }

  const ways = () => [...document.querySelectorAll("[data-nu] a")].map(link => link.href).join(" ")

  const start = async () => {
    const known = checked(await fetched(new URL("versies/contact.json", root)))
    const before = ways()
    for (const link of mails) addressed(link, known)
    for (const span of sentences) sayAgain(span, known)
    for (const card of cards) {
      const groups = apart(card, known)
      const copies = groups.map((_, at) => (at ? card.cloneNode(true) : card))
      // With the white space that keeps neighbours apart.
      card.after(...copies.slice(1).flatMap(copy => ["\n", copy]))
      groups.forEach(({ role, told }, at) => {
        const names = told.map(one => one.dataset.rol)
        for (const one of copies[at].querySelectorAll("[data-rol]")) if (!names.includes(one.dataset.rol)) one.remove()
        if (role) show(copies[at], role)
        else say(copies[at], "Dit contact wordt niet meer bijgewerkt.")
      })
    }
    // A file that the page offers keeps what stood here.
    if (ways() !== before) for (const told of document.querySelectorAll("[data-downloads] > [hidden]")) told.hidden = false
  }

  // What is written holds whatever happens.
  start().catch(error => console.error(error))
})()
