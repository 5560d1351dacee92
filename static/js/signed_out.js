// Whoever signed out in this window is out by now: every other window of this device is told.
if (sessionStorage.leaving) {
  delete sessionStorage.leaving;
  localStorage["left-the-portal"] = String(Date.now());
}
