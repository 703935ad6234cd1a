// The code of a link stands behind "#", which browsers send to nobody. Here it goes into the form,
// and out of the address, so that it stays in no history.
const form = document.getElementById("code");
if (form instanceof HTMLFormElement && code()) {
  form.token.value = code();
  history.replaceState(null, "", location.pathname);
  form.submit();
}

// Another link opened in the same window loads no new page by itself; another address does.
addEventListener("hashchange", () => {
  if (code()) location.replace(`${location.pathname}?neu${location.hash}`);
});

/** What stands behind "#", unless it leads to a place on the page. */
function code() {
  const text = location.hash.slice(1);
  return document.getElementById(text) ? "" : text;
}
