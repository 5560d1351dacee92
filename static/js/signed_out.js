// Whoever signed out in this window is out by now: what a last try to save left on the device is forgotten too, and every
// other window of this device is told.
import { forget } from "./sheet/device.js";

if (sessionStorage.leaving) {
  forget(sessionStorage.leaving);
  delete sessionStorage.leaving;
  localStorage["left-the-portal"] = String(Date.now());
}
