# Installing: PREFIX (/usr/local) and DESTDIR as everywhere. What is installed is listed here once; uninstall removes it.

BINDIR = $(DESTDIR)$(PREFIX)/bin
SHAREDIR = $(DESTDIR)$(PREFIX)/share
LIBEXECDIR = $(DESTDIR)$(PREFIX)/libexec/obste
DATA_FILES = $(shell find data -type f ! -path 'data/po/*' ! -path 'data/desktop/*')
MAN_PAGES = $(shell find man -type f -name '*.[15]' 2>/dev/null)
COMPLETIONS = bash:bash-completion/completions/obste zsh:zsh/site-functions/_obste fish:fish/vendor_completions.d/obste.fish

man: all ## make man/obste.1 from the tables of commands and options
	@mkdir -p man
	@$(BUILD)/obste --lang en manual >man/.obste.1 && mv man/.obste.1 man/obste.1 || { rm -f man/.obste.1; exit 1; }

install: all ## install under PREFIX, inside DESTDIR
	@install -d '$(BINDIR)'
	install -m 755 $(BUILD)/obste '$(BINDIR)/obste'
	@install -d '$(LIBEXECDIR)'
	install -m 755 $(BUILD)/obste-print '$(LIBEXECDIR)/obste-print'
	@for f in $(DATA_FILES); do install -D -m 644 "$$f" "$(SHAREDIR)/obste/$${f#data/}" || exit 1; done
	@for l in $(LANGS); do install -D -m 644 "$(BUILD)/locale/$$l/LC_MESSAGES/obste.mo" \
	    "$(SHAREDIR)/locale/$$l/LC_MESSAGES/obste.mo" || exit 1; done
	@for f in $(MAN_PAGES); do p=$${f#man/}; d=$$(dirname "$$p"); d=$${d#.}; \
	    install -D -m 644 "$$f" "$(SHAREDIR)/man/$${d:+$$d/}man$${f##*.}/$${f##*/}" || exit 1; done
	@for c in $(COMPLETIONS); do f="$(SHAREDIR)/$${c#*:}"; install -d "$$(dirname "$$f")"; \
	    $(BUILD)/obste completions "$${c%%:*}" >"$$f" || { rm -f "$$f"; exit 1; }; done
	@install -D -m 644 data/desktop/obste.desktop '$(SHAREDIR)/applications/obste.desktop'
	@install -D -m 644 data/desktop/obste.svg '$(SHAREDIR)/icons/hicolor/scalable/apps/obste.svg'
	@install -D -m 644 data/desktop/obste.metainfo.xml '$(SHAREDIR)/metainfo/org.obste.obste.metainfo.xml'
	@echo 'installed under $(DESTDIR)$(PREFIX)'

uninstall: ## remove what install put there; nobody's data
	rm -f '$(BINDIR)/obste' '$(SHAREDIR)/applications/obste.desktop' '$(SHAREDIR)/icons/hicolor/scalable/apps/obste.svg' \
	    '$(SHAREDIR)/metainfo/org.obste.obste.metainfo.xml'
	rm -rf '$(SHAREDIR)/obste' '$(LIBEXECDIR)'
	@for l in $(LANGS); do rm -f "$(SHAREDIR)/locale/$$l/LC_MESSAGES/obste.mo"; done
	@for c in $(COMPLETIONS); do rm -f "$(SHAREDIR)/$${c#*:}"; done
	@for f in $(MAN_PAGES); do p=$${f#man/}; d=$$(dirname "$$p"); d=$${d#.}; \
	    rm -f "$(SHAREDIR)/man/$${d:+$$d/}man$${f##*.}/$${f##*/}"; done

.PHONY: man install uninstall
