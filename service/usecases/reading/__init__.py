"""Reading the athlete's calendars: what each says is kept, and all of them are gathered as one."""
