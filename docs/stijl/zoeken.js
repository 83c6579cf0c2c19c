/* The search box: fetches the worker and the index when it is first used. */
(() => {
  "use strict"
})()
