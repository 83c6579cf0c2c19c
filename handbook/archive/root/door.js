/* Leads on from an address that moved or is fixed, to the same place on the page and with the same question behind the address.
   In the head, so that nothing is drawn before. Without it the page has a link, and without any script it leads on by itself. */
(() => {
  "use strict"

  const { naar, vanaf, artikel, behalve } = document.currentScript.dataset
  // Whoever comes after the day, while nobody has published since, is led on.
  if (vanaf && new Intl.DateTimeFormat("sv", { timeZone: "Europe/Amsterdam" }).format() < vanaf) return
  const asked = location.hash.slice(1)
  // A paragraph goes where its article went.
  const name = asked.replace(/-lid-\d+$/, "")
  // An article that went elsewhere than its page has a script of its own, or the page says why it is nowhere.
  if (behalve?.split(" ").some(id => id === asked || id === name)) return
  if (artikel && artikel !== asked && artikel !== name) return
  const to = new URL(naar, location.href)
  to.search = location.search
  // An article keeps its name wherever it goes: what the reader asked for goes before what the redirect says.
  if (asked && (!artikel || to.hash === `#${name}`)) to.hash = location.hash
  location.replace(to)
})()
