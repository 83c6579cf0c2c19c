/* Shows on the cards of a version the contacts that are kept up to date as they are now: versies/contact.json of schema 1, at the root.
   This file goes into every version and never changes there. Where that file cannot be read as such, the page stays as it was made. */
(() => {
  "use strict"

  const root = new URL("../..", document.currentScript.src)
  const { isDay, longDate, fetched, el } = handboekVersies

  const cards = [...document.querySelectorAll("[data-contact]")]
  // A folder opened as file:// lets no page read another file: the link on the card leads to the site.
  if (!cards.length || location.protocol === "file:") return

  const OUTSIDE = /^(?:tel:\+?[0-9]+|mailto:[^\s<>"]+|https:\/\/[^\s<>"]+)$/
  const isText = text => typeof text === "string" && text !== ""
  const isWay = way => isText(way?.tekst) && typeof way.erachter === "string" && OUTSIDE.test(way.naar)
  const isPerson = one =>
    isText(one?.naam) && (one.bij === null || isText(one.bij)) && Array.isArray(one.wegen) && one.wegen.length > 0 && one.wegen.every(isWay)
    && Array.isArray(one.wanneer) && one.wanneer.every(isText)
  const isRole = one => isText(one?.rol) && isDay(one.bijgewerkt) && Array.isArray(one.mensen) && one.mensen.length > 0 && one.mensen.every(isPerson)

  /* The roles by their names, or an error where anything in them is not as schema 1 has it. */
  const checked = data => {
    if (data?.schema !== 1 || !Array.isArray(data.rollen) || !data.rollen.every(isRole)) throw new Error("contact.json")
    return new Map(data.rollen.map(one => [one.rol, one]))
  }

  const line = (name, text) => el("p", { class: `kaart-${name}` }, text)

  const lines = one => {
    const ways = one.wegen.flatMap((way, at) => [...(at ? [el("br")] : []), el("a", { href: way.naar }, way.tekst), way.erachter])
    return [line("naam", one.naam), ...(one.bij ? [line("extern", one.bij)] : []), el("p", {}, ...ways), ...one.wanneer.map(text => line("uren", text))]
  }

  const say = (card, text) => card.querySelector(".kaart-sinds > span").replaceChildren(text)

  /* One card, of roles that the same people have: all who are kept up to date make room for those of now, the others stay. */
  const show = (card, role) => {
    const old = [...card.querySelectorAll("[data-nu]")]
    old[0].before(...role.mensen.map(one => el("div", { "data-nu": "" }, ...lines(one))))
    for (const block of old) block.remove()
    say(card, `Contact bijgewerkt op ${longDate(role.bijgewerkt)}.`)
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

  const start = async () => {
    const known = checked(await fetched(new URL("versies/contact.json", root)))
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
  }

  // What is written holds whatever happens.
  start().catch(error => console.error(error))
})()
