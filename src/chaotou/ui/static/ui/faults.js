// A form that came back with faults is taken up where they are: the keyboard begins at the first of them.
const fault =
  document.querySelector("main .has-error :is(input, select, textarea)") ??
  document.querySelector("main form :is([role=alert], .notice[data-fault])");
if (fault) {
  if (!fault.matches("input, select, textarea")) fault.tabIndex = -1;
  fault.focus();
}
