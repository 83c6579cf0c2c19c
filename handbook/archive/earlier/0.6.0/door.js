/* Leads on from an address that moved or is fixed, to the same place on the page and with the same question behind the address.
   In the head, so that nothing is drawn before. Without it the page has a link, and without any script it leads on by itself. */
(() => {
  "use strict"

  const { naar, vanaf } = document.currentScript.dataset
  // Whoever comes after the day, while nobody has published since, is led on.
  if (vanaf && new Intl.DateTimeFormat("sv", { timeZone: "Europe/Amsterdam" }).format() < vanaf) return
  const to = new URL(naar, location.href)
  to.search = location.search
  // An article keeps its name wherever it goes: what the reader asked for goes before what the redirect says.
  if (location.hash) to.hash = location.hash
  location.replace(to)
})()
