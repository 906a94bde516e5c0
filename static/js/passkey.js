// Passkeys. A form with data-passkey shows itself where the browser can use passkeys; sending it asks the browser first,
// and puts what it answers, as JSON, into the field "credential". Without script the form stays hidden.
//   data-passkey="make"     a new passkey; data-passkey-options holds what the server asks for
//   data-passkey="use"      a passkey of this account; the same
//   data-passkey="sign-in"  any passkey for this site; the options are fetched from the form's address

const FIELDS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

function bytes(text) {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function text(buffer) {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function known(list) {
  return (list || []).map((credential) => ({ ...credential, id: bytes(credential.id) }));
}

function make({ publicKey }) {
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      // One kind of passkey: kept by the device, so that it can stand alone.
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    },
  });
}

function use({ publicKey }) {
  return navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: known(publicKey.allowCredentials),
    },
  });
}

function asJson(credential) {
  const response = {};
  for (const name of FIELDS) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment || undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

async function optionsOf(form) {
  if (form.dataset.passkey !== "sign-in") return JSON.parse(form.dataset.passkeyOptions);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return (await answer.json()).request_options;
}

async function ask(form) {
  const options = await optionsOf(form);
  return asJson(await (form.dataset.passkey === "make" ? make(options) : use(options)));
}

function say(form, words) {
  let said = form.querySelector("[data-passkey-said]");
  if (!said) {
    said = document.createElement("p");
    said.className = "govuk-error-message";
    said.setAttribute("role", "alert");
    said.dataset.passkeySaid = "";
    form.append(said);
  }
  said.textContent = words;
}

function words(fault, form) {
  if (fault.name === "InvalidStateError") return "This device has a passkey for your account already.";
  if (fault.name === "NotAllowedError") {
    return form.dataset.passkey === "make"
      ? "No passkey was made. Try again when you are ready."
      : "No passkey was used. Try again, or sign in another way.";
  }
  return "That did not work. Try again, or choose another way.";
}

function watch(form) {
  form.hidden = false;
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    try {
      form.elements.credential.value = await ask(form);
      form.submit(); // sends without asking a second time
    } catch (fault) {
      busy = false;
      say(form, words(fault, form));
    }
  });
}

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelectorAll("form[data-passkey]").forEach(watch);
  document.querySelectorAll("[data-passkey-way]").forEach((way) => {
    way.hidden = false;
  });
  document.querySelectorAll("[data-no-passkey]").forEach((notice) => {
    notice.hidden = true;
  });
}
