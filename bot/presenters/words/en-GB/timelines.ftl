# The turns as a picture, and the table that says the same.

timeline-title = { $group }: turns past and coming
timeline-description = One row for each of { $seats } seats in rota order, one column for each of { $meetings } meetings in the order of time. A square chairs, a circle hosts; solid is served, a thick line told, a dashed line projected.
timeline-caption = The same as in the picture: meetings in the order of time
timeline-button = As a picture
timeline-today = today
timeline-letter-chair = C
timeline-letter-host = H
timeline-key = { $role ->
    [host] hosted
   *[other] { $state ->
        [served] chaired
        [told] told
       *[projected] projected
    }
}
timeline-mark = { $role ->
    [host] { $state ->
        [served] { $seat } hosted: { $when }
        [told] { $seat } hosts, and was told: { $when }
       *[projected] { $seat } will host: { $when }
    }
   *[other] { $state ->
        [served] { $seat } chaired: { $when }
        [told] { $seat } chairs, and was told: { $when }
       *[projected] { $seat } will chair: { $when }
    }
}
timeline-cell = { $state ->
    [served] { $seat } (served)
    [told] { $seat } (told)
   *[projected] { $seat }
}
timeline-region = Timeline { $number }, { $time }
timeline-alt = A picture of the same turns as in the table beside it.

help-rota-timeline = The turns past and coming, as a picture
usage-rota-timeline = rota timeline
