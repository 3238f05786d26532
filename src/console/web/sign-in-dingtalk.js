// Inside DingTalk: asks the client for a one-time code and hands it in. https://open.dingtalk.com/document/development/jsapi-request-auth-code
const form = document.querySelector('#client');
const note = document.querySelector('#note');
let isSent = false;

function failed() {
  note.textContent = note.dataset.failed;
}

if (window.dd?.requestAuthCode) {
  window.dd.requestAuthCode({
    ...JSON.parse(form.dataset.parameters),
    onSuccess: ({ code }) => submit(code),
    success: ({ code }) => submit(code),
    onFail: failed,
    fail: failed,
  });
} else failed();

function submit(code) {
  if (isSent) return;
  isSent = true;
  form.elements.code.value = code;
  form.submit();
}
