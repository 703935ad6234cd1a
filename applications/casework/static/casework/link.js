// The code of a link stands behind "#", which browsers send to nobody. Here it goes into the form,
// and out of the address, so that it stays in no history.
const form = document.getElementById("code");
const code = location.hash.slice(1);
if (form instanceof HTMLFormElement && code) {
  form.token.value = code;
  history.replaceState(null, "", location.pathname);
  form.submit();
}
