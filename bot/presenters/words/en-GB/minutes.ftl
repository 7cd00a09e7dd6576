# Minutes and summaries: made from the record, corrected, approved or released.

refused-no-such-section = There is no part “{ $asked }” in this text. Say one of: { $known }.
refused-no-such-version = There is no version { $version } of this text.
refused-section-changed = { $by } changed this part while you were writing, and nothing was overwritten. It reads now: “{ $theirs }” Put both together and send again.
refused-section-unchanged = That is what stands there already.
refused-minutes-too-early = The minutes of meeting { $number } are approved at the next meeting{ $day ->
    [none] , once there is one.
   *[other] , which is on { $day }.
}
refused-minutes-approved = The minutes of meeting { $number } were approved, so they stand as they are.
refused-summary-released = The summary of meeting { $number } was released, so it stands as it is.
refused-summary-not-held = The summary of meeting { $number } waits for nothing.
