# What decides what is read from a folder and how it is counted, as one number in build/fingerprint.h:
# a store that was made by other queries, definitions or readers is read and counted again, also while
# the version is the same.
COUNTED_BY := record read recognise clean resolve reference privacy settle store measure ledger
FINGERPRINTED := $(sort $(wildcard queries/*/*.sql) \
	 $(foreach part,$(COUNTED_BY),$(wildcard \
		engine/$(part)/*.c engine/$(part)/*.h engine/$(part)/*.def engine/$(part)/*.csv)))
GENERATED_HEADERS += $(BUILD)/fingerprint.h

$(BUILD)/fingerprint.h: $(FINGERPRINTED)
	@mkdir -p $(BUILD)
	@echo "#define RODEDRAAD_FINGERPRINT RODEDRAAD_VERSION \" $$(cat $(FINGERPRINTED) | cksum | cut -d' ' -f1)\"" >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
